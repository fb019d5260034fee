package org.touchstone.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a postal code leads, in the language of its country. */
record Address(String postalCode, String province, String city, String address) {

    private record Area(String province, String city, List<String> streets) {}

    private static final Pattern IRANIAN = Pattern.compile("[13-9]{4}[1346-9][013-9]{5}");

    private static final List<String> TEHRAN =
            List.of("خیابان ولیعصر", "خیابان شریعتی", "خیابان مطهری", "بلوار کشاورز");
    private static final Map<String, Area> IRANIAN_AREAS = Map.of(
            "1517", new Area("تهران", "تهران", TEHRAN),
            "1934", new Area("تهران", "تهران", TEHRAN),
            "1968", new Area("تهران", "تهران", TEHRAN),
            "1478", new Area("تهران", "تهران", TEHRAN),
            "8174", new Area("اصفهان", "اصفهان", List.of("خیابان چهارباغ بالا", "خیابان نظر شرقی")),
            "7134", new Area("فارس", "شیراز", List.of("خیابان زند", "بلوار چمران")),
            "9183", new Area("خراسان رضوی", "مشهد", List.of("بلوار وکیل‌آباد", "خیابان سناباد")),
            "5138", new Area("آذربایجان شرقی", "تبریز", List.of("خیابان ارتش", "خیابان امام خمینی")),
            "6135", new Area("خوزستان", "اهواز", List.of("خیابان نادری", "بلوار گلستان")),
            "4134", new Area("گیلان", "رشت", List.of("بلوار گیلان", "خیابان سعدی")));
    private static final Map<String, Area> CHINESE_AREAS = Map.of(
            "310012", new Area("浙江省", "杭州市", List.of("西湖区文三路")),
            "200040", new Area("上海市", "上海市", List.of("静安区南京西路")),
            "510630", new Area("广东省", "广州市", List.of("天河区天河路")),
            "518057", new Area("广东省", "深圳市", List.of("南山区科苑路")),
            "100020", new Area("北京市", "北京市", List.of("朝阳区建国路")),
            "610041", new Area("四川省", "成都市", List.of("武侯区人民南路")),
            "430074", new Area("湖北省", "武汉市", List.of("洪山区珞喻路")),
            "210008", new Area("江苏省", "南京市", List.of("玄武区中山路")));

    /** The place of a postal code of those areas that the sandbox's businesses sit in. */
    static Optional<Address> of(String postalCode) {
        if (IRANIAN.matcher(postalCode).matches()) {
            return Optional.ofNullable(IRANIAN_AREAS.get(postalCode.substring(0, 4)))
                    .map(area -> iranian(postalCode, area));
        }
        return Optional.ofNullable(CHINESE_AREAS.get(postalCode)).map(area -> chinese(postalCode, area));
    }

    private static Address iranian(String postalCode, Area area) {
        long seed = Long.parseLong(postalCode);
        String street = area.streets().get(Scatter.place(seed, area.streets().size()));
        return new Address(
                postalCode,
                area.province(),
                area.city(),
                street + "، پلاک " + persian(1 + Scatter.place(seed + 1, 300)) + "، طبقهٔ "
                        + persian(1 + Scatter.place(seed + 2, 6)));
    }

    private static String persian(int number) {
        return String.valueOf(number)
                .chars()
                .map(digit -> digit - '0' + '۰')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Address chinese(String postalCode, Area area) {
        int house = 1 + Scatter.place(Long.parseLong(postalCode), 300);
        return new Address(
                postalCode, area.province(), area.city(), area.streets().getFirst() + house + "号");
    }

    /** The postal code of another place of the same country, in another province. */
    static String elsewhere(String postalCode) {
        if (postalCode.length() == 6) {
            return postalCode.equals("100020") ? "310012" : "100020";
        }
        return (postalCode.startsWith("4134") ? "7134" : "4134") + postalCode.substring(4);
    }

    private Address elsewhere() {
        return of(elsewhere(postalCode)).orElseThrow();
    }

    /** The place of another postal code, said to be that of this one. */
    Address wrong() {
        Address other = elsewhere();
        return new Address(postalCode, other.province, other.city, other.address);
    }

    /** This city, said to lie in another province. */
    Address contradictory() {
        return new Address(postalCode, elsewhere().province, city, address);
    }
}
