package org.touchstone.sandbox;

import java.util.List;
import java.util.Locale;

/** Everyday given and family names in three scripts, with the Latin spelling people use in e-mail addresses. */
final class Names {

    /** A full name as its bearer writes it, and in Latin letters {@code given.family}. */
    record FullName(String written, String latin, boolean woman) {}

    private record Part(String written, String latin) {}

    private record Book(List<Part> women, List<Part> men, List<Part> families) {}

    private static final Book PERSIAN = new Book(parts("""
                    مریم maryam|زهرا zahra|نرگس narges|سمیرا samira|الهام elham|لیلا leila|شیما shima|نگار negar
                    پریسا parisa|فرزانه farzaneh|مهسا mahsa|ساناز sanaz|آزاده azadeh|شهره shohreh|هانیه haniyeh
                    راضیه razieh|بهاره bahareh|گلناز golnaz|ستاره setareh|طاهره tahereh|معصومه masoumeh|پگاه pegah
                    یلدا yalda|ژاله zhaleh
                    """), parts("""
                    علی ali|رضا reza|حسین hossein|مهدی mehdi|امیر amir|بهروز behrouz|کاوه kaveh|پویا pouya
                    سعید saeed|مجید majid|فرهاد farhad|ایمان iman|سینا sina|میلاد milad|نیما nima|هومن houman
                    داوود davoud|بابک babak|جواد javad|یاشار yashar|کیوان keyvan|مسعود masoud|احسان ehsan|وحید vahid
                    """), parts("""
                    رضایی rezaei|محمدی mohammadi|حسینی hosseini|کریمی karimi|موسوی mousavi|جعفری jafari|صادقی sadeghi
                    رحیمی rahimi|ابراهیمی ebrahimi|نوروزی norouzi|شریفی sharifi|یوسفی yousefi|زارعی zarei
                    غلامی gholami|حیدری heydari|میرزایی mirzaei|قاسمی ghasemi|سلیمانی soleymani|اکبری akbari
                    عزیزی azizi|فتحی fathi|نعمتی nemati|بهرامی bahrami|خسروی khosravi|چگینی chegini|پورمند pourmand
                    گودرزی goudarzi|ملکی maleki|شفیعی shafiei|طاهری taheri|یزدانی yazdani|دلاوری delavari
                    کاظمی kazemi|ژیانی zhiani|ایزدی izadi|نیک‌پور nikpour|خوش‌نیت khoshniyat
                    """));

    private static final Book CHINESE = new Book(parts("""
                    雨涵 yuhan|晓梅 xiaomei|静怡 jingyi|佳琪 jiaqi|思敏 simin|丽娟 lijuan|梦瑶 mengyao|玉兰 yulan
                    欣妍 xinyan|婷 ting|春燕 chunyan|若彤 ruotong|慧敏 huimin|文静 wenjing|秀芳 xiufang|可馨 kexin
                    """), parts("""
                    建平 jianping|志远 zhiyuan|浩然 haoran|俊杰 junjie|伟明 weiming|子轩 zixuan|文斌 wenbin|立群 liqun
                    宏达 hongda|家豪 jiahao|永康 yongkang|晨 chen|海涛 haitao|嘉铭 jiaming|国梁 guoliang|锐 rui
                    """), parts("""
                    王 wang|李 li|张 zhang|刘 liu|陈 chen|杨 yang|黄 huang|赵 zhao|吴 wu|周 zhou|徐 xu|孙 sun|马 ma
                    朱 zhu|胡 hu|郭 guo|何 he|高 gao|林 lin|罗 luo|郑 zheng|梁 liang|谢 xie|宋 song|唐 tang|许 xu
                    韩 han|冯 feng|邓 deng|曹 cao|彭 peng|曾 zeng|肖 xiao|田 tian|董 dong|潘 pan|袁 yuan
                    """));

    private static final Book ENGLISH = new Book(parts("""
                    Alice alice|Beth beth|Clara clara|Diana diana|Erin erin|Fiona fiona|Grace grace|Heather heather
                    Imogen imogen|Joanna joanna|Kiran kiran|Lucy lucy|Miriam miriam|Nadia nadia|Olivia olivia
                    Ruth ruth
                    """), parts("""
                    Adam adam|Ben ben|Callum callum|David david|Edwin edwin|Felix felix|George george|Harold harold
                    Ian ian|Joel joel|Kevin kevin|Liam liam|Martin martin|Nathan nathan|Oscar oscar|Peter peter
                    """), parts("""
                    Abbott abbott|Barlow barlow|Cartwright cartwright|Dawson dawson|Ellison ellison|Fairley fairley
                    Goodwin goodwin|Hartley hartley|Ingram ingram|Jessop jessop|Kendrick kendrick|Langley langley
                    Mortimer mortimer|Norwood norwood|Oakley oakley|Prescott prescott|Quinn quinn|Radcliffe radcliffe
                    Sutton sutton|Thorne thorne|Underhill underhill|Vaughan vaughan|Wheeler wheeler|Yardley yardley
                    """));

    private Names() {}

    static FullName of(Language language, long number) {
        Book book = switch (language) {
            case FA -> PERSIAN;
            case ZH -> CHINESE;
            case EN -> ENGLISH;
        };
        boolean woman = Scatter.place(number, 2) == 0;
        Part given = one(woman ? book.women : book.men, number + 1_000_003);
        Part family = one(book.families, number + 2_000_003);
        String written =
                language == Language.ZH ? family.written + given.written : given.written + " " + family.written;
        return new FullName(written, given.latin + "." + family.latin, woman);
    }

    private static Part one(List<Part> parts, long number) {
        return parts.get(Scatter.place(number, parts.size()));
    }

    private static List<Part> parts(String text) {
        return text.lines()
                .flatMap(line -> List.of(line.split("\\|", -1)).stream())
                .map(entry -> {
                    int space = entry.lastIndexOf(' ');
                    return new Part(
                            entry.substring(0, space),
                            entry.substring(space + 1).toLowerCase(Locale.ROOT));
                })
                .toList();
    }
}
