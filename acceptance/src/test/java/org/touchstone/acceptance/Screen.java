package org.touchstone.acceptance;

/** What a visitor looks at the pages on. */
enum Screen {
    PHONE(390, 844),
    DESK(1280, 900);

    private final int width;
    private final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
