package org.touchstone.rules.text;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Common names, and common words that are none. Persian ones in folded letters. */
final class NameLists {

    /** Given names that are hardly ever another word. */
    static final Set<String> PERSIAN_SURE = persian("""
            علی محمد حسین مهدی فاطمه زهرا مریم علیرضا محمدرضا امیرحسین محمدحسین محمدعلی حمیدرضا غلامرضا عبدالله ابوالفضل
            امیرعلی امیررضا سارا نرگس سمیرا الهام لیلا شیما پریسا فرزانه مهسا ساناز هانیه راضیه گلناز معصومه ژاله مینا نازنین
            بهروز کاوه پویا سعید مجید فرهاد سینا نیما هومن داوود بابک یاشار کیوان مسعود وحید رامین آرش سیاوش کامران شهرام بهرام
            مهران سهراب اسفندیار منوچهر هوشنگ ایرج تورج کوروش داریوش بهنام شاهین حمید یوسف ابراهیم اسماعیل مصطفی مرتضی
            مجتبی محسن روزبه  سپیده نسرین  شهلا مهناز فریبا فریده   خدیجه رقیه سکینه طاهره فائزه فهیمه مهری
            مرضیه ملیحه منیژه میترا نیلوفر  یاسمن آتنا آیدا بیتا پروین تینا  ژیلا سمانه  سیمین شهین شیوا طیبه عاطفه
             گیتی ماندانا محبوبه منصوره ناهید نگین هما هنگامه  رحیم قاسم کاظم جواد  نادر حمیده  عباس  اصغر
            """);

    /** Given names that are also other words, or rare as names by themselves. */
    static final Set<String> PERSIAN_GIVEN = persian("""
            رضا امیر حسن امین امید ایمان میلاد احسان احمد محمود جعفر صادق باقر نقی تقی هادی مهرداد فرشاد فرزاد بهزاد شهاب
            پیام پیمان آرمان آریا سامان ساسان سپهر پدرام پژمان نوید یاسر یاسین طاها ماهان رهام آرین مانی شایان کسری عرفان
            نگار آزاده شهره بهاره ستاره پگاه یلدا آرزو بهار شبنم غزل مهتاب سحر رویا ندا هستی هدی پروانه زهره اعظم هدیه کیمیا
            حدیث ثنا صبا درسا باران ریحانه حنانه مبینا اسرا کوثر یگانه مائده الناز المیرا سولماز فرشته افسانه لاله گلی شادی ترانه
            سمیه عطیه صدیقه اکرم اشرف عفت عصمت کبری صغری ربابه اکبر اصغر کریم رسول قدرت نعمت رحمت حجت عزت ناصر منصور مظفر
            حبیب مجیدرضا سجاد حامد خالد بلال عمر عثمان سلیم سلمان یحیی زکریا موسی عیسی ایوب یونس دانیال ماهرخ گلرخ شکوفه
            """);

    static final Set<String> PERSIAN_FAMILY = persian("""
            رضایی محمدی حسینی کریمی موسوی جعفری صادقی رحیمی ابراهیمی نوروزی شریفی یوسفی زارعی غلامی حیدری میرزایی قاسمی سلیمانی
            اکبری فتحی نعمتی بهرامی خسروی چگینی پورمند گودرزی ملکی شفیعی طاهری یزدانی دلاوری کاظمی ژیانی ایزدی نیکپور احمدی
            علیزاده حسن‌زاده مرادی عباسی هاشمی علوی قربانی اسماعیلی باقری نجفی مصطفوی فراهانی تهرانی اصفهانی شیرازی کاشانی
            تبریزی محمودی مرتضوی رستمی عظیمی فروغی قنبری کرمی لطفی مقدم نصیری نوری وحیدی هدایتی یعقوبی افشار امیری انصاری بختیاری
            پناهی ترابی توکلی جلالی جمشیدی حاتمی خلیلی دهقان دهقانی رنجبر روستایی زمانی سعیدی شاکری شجاعی شهبازی صالحی صفری
            ضیایی طالبی عابدی عسگری فرجی فلاح قادری کیانی محبی مظاهری معینی مهدوی میرزاپور ناصری نیکنام ولیزاده یاوری
            """);

    /** Family names that are also other words: found only beside a given name or a title. */
    static final Set<String> PERSIAN_FAMILY_OR_WORD = persian("""
            ملکی عابدی افشار دهقان دهقانی فلاح مقدم نوری امیری رنجبر محبی طالبی پناهی عظیمی روستایی زمانی تهرانی اصفهانی شیرازی
            کاشانی تبریزی جلالی صفری معینی ناصری صادقی شریفی طاهری عزیزی فراهانی سعیدی صالحی نجفی علوی
            """);

    /** Words that stand where a name could stand, and are none. */
    static final Set<String> PERSIAN_OTHER = persian("""
            که را رو به از در با بر برای تا است بود شد هست هستم هستند نیست نیستم شده این آن هم یا اما ولی من ما شما او آنها ایشان
            خود خودم خودش محترم عزیز گرامی گفت گفتم گفته گفتند کرد کردم کردند کرده کنید کنم کند دارم دارد داشت دارند ندارد آمد آمدند
            رفت رفتم زنگ تماس پیام جواب پاسخ فروشنده فروشگاه شرکت پستچی پیک راننده اپراتور پشتیبان پشتیبانی کارشناس مسئول مدیر
            مشتری خریدار خدا شخص فرد کسی یک دو چند هر همه بنده لطفا سلام ممنون تشکر احترام جواب ارسال سفارش خرید کالا محصول
            بسته مرسوله مبلغ پول حساب کارت شماره تلفن موبایل آدرس نشانی کد روز ماه سال ساعت هفته امروز دیروز فردا بعد قبل پس
            هنوز اصلا فقط حتی باید نباید شاید خیلی بسیار زیاد کم خوب بد درست اشتباه اشتباهی منتظر پیگیر متاسفانه واقعا
            فرستاد فرستادم فرستادند فرستاده دادم داد دادند داده دهید بدهید بگیرم گرفتم گرفت نوشت نوشتم نوشته خواست خواستم خواهش
            می نمی شود شوم شدم شدند بودم بودند باشد باشم نبود نشد نکرد نکردند نداد ندادند دیگر دیگه همین همان چه چرا کجا کی چی
            ثبت کاربری تجاری برند دامنه سایت سامانه اینترنتی پستی منزل خانه کامل خانوادگی مستعار گیرنده خانم آقا آقای دکتر مهندس
            درخواست موضوع مورد شکایت تحویل بازگشت بازپرداخت برگشت گارانتی ضمانت خراب شکسته نرسید نرسیده رسید پیگیری تماسی
            تلفنی حضوری کتبی شفاهی قانونی قبلی بعدی اصلی جدید قدیمی بزرگ کوچک همسایه سرایدار نگهبان مامور پشت جلوی دست دم شماست
            مدعی معتقد متوجه مجبور راضی ناراضی شاکی مسوول مربوطه فوق مذکور نامبرده نمیدهد نمیکند میگوید میگویند میکند میکنند
            جستجو جستوجو بعنوان عنوان طور ترتیب صورت دلیل علت خاطر علیه نیز البته زیرا چون اگر وقتی هنگامی همچنین همیشه هیچ
            """);

    static final Set<String> ENGLISH_SURE = english("""
            sarah jessica jennifer michelle amanda melissa stephanie nicole elizabeth kimberly michael christopher matthew joshua andrew
            daniel brandon james robert william john joseph anthony kevin jason jeffrey ryan jacob nicholas gary timothy stephen larry
            scott benjamin samuel gregory patrick raymond alexander dennis jerry tyler aaron jose adam nathan henry douglas zachary
            peter kyle ethan walter noah jeremy christian keith roger terry harold sean gerald carl arthur lawrence jordan dylan
            bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell
            bradley philip eugene mary patricia linda barbara susan karen lisa nancy betty margaret sandra ashley emily donna carol
            amy deborah rebecca sharon laura cynthia kathleen angela shirley anna brenda pamela emma nicole helen samantha katherine
            christine debra rachel carolyn janet catherine maria heather diane olivia julie joyce victoria kelly christina lauren joan
            evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison kathryn janice jean abigail
            alice julia judy sophia denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte
            marie kayla alexis lori beth clara erin fiona imogen joanna kiran lucy miriam nadia ruth callum david edwin felix george
            ian joel liam martin oscar ali reza mohammad mohammed hossein fatemeh zahra maryam mehdi hassan ahmed omar wei ming
            thomas charles steven paul kenneth edward brian ronald jonathan justin eric donald ben tom mike steve dave jim bob chris
            """);

    /** Given names that are words as well, or too short to be sure of. */
    static final Set<String> ENGLISH_GIVEN = english("""
            mark grace hope rose may april june summer autumn faith joy dawn ivy jade ruby pearl amber crystal charity
            bill frank jack will art chase drew grant max rich rob sue tim ray dean guy victor earl duke miles pat gene austin
            dallas carter hunter cooper tanner brook brooke holly heath iris lily daisy violet olive chad
            """);

    static final Set<String> ENGLISH_OTHER = english("""
            customer support service services team manager sales department bank card account order orders number street road avenue lane
            the a an and or but of in on at to for with from by i my we you he she it they his her their our your this that these those
            is was are were be been has have had not no so if when then there here who which what why how please thanks thank regards
            monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
            november december company store shop inc ltd llc corp group online amazon ebay google apple samsung said told called wrote
            mr mrs ms miss mx dr prof name names sir madam again also just very will would could should can did does do refused never always only after before because
            plus pro max mini parts phone service sorry hello hi dear re fw attn address email tel mobile
            working writing waiting trying calling looking asking getting having being going
            """);

    /** The commonest surnames that seldom begin another word. */
    static final String CHINESE_SURNAMES =
            "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎潘杜戴钟汪姜范姚谭廖邹熊陆郝孔崔邱秦侯邵孟钱汤尹黎贺赖龚何高马许肖田丁方石任夏程丘";

    /** Characters that given names are made of. */
    static final String CHINESE_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超兰霞刚桂华建国志远浩然俊文斌立群宏达家豪永康晨海嘉铭梁锐雨涵晓梅怡佳琪思丽梦瑶玉欣妍婷春燕若彤慧芬红云莲玲"
            + "鹏辉飞波宇轩子涵泽昊博睿诗琳萍雪倩颖洁莉琴珍珠凤莹蕾薇楠楚宁欢旭峰岩龙亮明健新民福贵荣昌胜利祥庆林森松柏柯震霖雷毅坚诚信义仁德忠孝贤良善美佩珊珂"
            + "璐瑾瑜璇琦琛瑞祺禄寿绍绪维纪纯素紫绮翠翔耀聪肖芸芝芷茜菁菊萌蓉蕊薛虹彬彦哲卓凯凡刘力小平辰启天宝成根树生世东恩长青爱可馨凌昕晗晴朗桐榕灵烨煜煊";

    /** Characters that hardly end a name, but follow one. */
    static final String CHINESE_FUNCTION = "的了在是和有我他她你要想说从去来买给被把就都也不没，。电手住今昨这那为跟向已下于因到又";

    private NameLists() {}

    private static Set<String> persian(String names) {
        return Arrays.stream(Folded.of(names)
                        .text()
                        .replace(String.valueOf(Folded.JOINER), "")
                        .split("\\s+"))
                .filter(n -> !n.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> english(String names) {
        return Arrays.stream(names.split("\\s+")).filter(n -> !n.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
