package org.touchstone.badge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;
import org.touchstone.badge.QrPhoto;
import org.touchstone.foundation.web.Pace;
import org.touchstone.foundation.web.Redirects;

/** Is this real? By a photograph of a code of squares. What stands in the code is looked up as if it had been typed. */
@Controller
class PhotoPages {

    private static final int LONGEST = 1500;

    private final QrPhoto photos;
    private final Pace pace;

    PhotoPages(QrPhoto photos, Pace pace) {
        this.photos = photos;
        this.pace = pace;
    }

    @PostMapping("/check/photo")
    View photo(@RequestParam MultipartFile photo, HttpServletRequest request) throws IOException {
        pace.picture(request);
        return Redirects.within(
                switch (photos.read(photo.getBytes())) {
                    case QrPhoto.Read.Content(var text) ->
                        "/check?q="
                                + UriUtils.encode(
                                        text.substring(0, Math.min(text.length(), LONGEST))
                                                .strip(),
                                        StandardCharsets.UTF_8);
                    case QrPhoto.Read.NoCode() -> "/check?photo=no-code";
                    case QrPhoto.Read.NotAPicture() -> "/check?photo=no-picture";
                    case QrPhoto.Read.Heic() -> "/check?photo=heic";
                    case QrPhoto.Read.TooManyDots() -> "/check?photo=too-many-dots";
                    case QrPhoto.Read.Busy() -> "/check?photo=busy";
                });
    }
}
