package org.touchstone.sandbox;

/** The words of the page in one language. */
record PageWords(
        String title,
        String explanation,
        String inbox,
        String to,
        String show,
        String refresh,
        String nothingYet,
        String sms,
        String mail,
        String people,
        String name,
        String role,
        String nationalId,
        String mobile,
        String email,
        String business,
        String more) {

    private static final PageWords PERSIAN = new PageWords(
            "جهان بیرون، آزمایشی",
            "پیامک‌ها و نامه‌هایی که سامانه فرستاده و اشخاصی که دفترهای آزمایشی می‌شناسند. هیچ‌یک واقعی نیست.",
            "صندوق پیام‌ها",
            "گیرنده (شماره یا نشانی، کامل)",
            "نمایش",
            "تازه‌سازی",
            "هنوز پیامی نرسیده است.",
            "پیامک",
            "نامه",
            "اشخاص",
            "نام",
            "نقش",
            "شماره ملی",
            "تلفن همراه",
            "رایانامه",
            "کسب‌وکار و شناسه آن",
            "بقیه در این نشانی است:");

    private static final PageWords CHINESE = new PageWords(
            "沙箱：模拟的外部世界",
            "这里是平台发出的短信和邮件，以及模拟登记机构所知的人员。全部为虚构。",
            "收件箱",
            "收件人（完整的号码或邮箱）",
            "显示",
            "刷新",
            "还没有消息。",
            "短信",
            "邮件",
            "人员",
            "姓名",
            "角色",
            "身份证号",
            "手机",
            "邮箱",
            "企业及其代码",
            "其余见：");

    private static final PageWords ENGLISH = new PageWords(
            "Sandbox: the outside world",
            "The text messages and mails the platform sent, and the people the stand-in registries know. None is real.",
            "Inbox",
            "Recipient (full number or address)",
            "Show",
            "Refresh",
            "No message yet.",
            "SMS",
            "Mail",
            "People",
            "Name",
            "Role",
            "National ID",
            "Mobile",
            "E-mail",
            "Business and its ID",
            "The rest is at");

    static PageWords in(Language language) {
        return switch (language) {
            case FA -> PERSIAN;
            case ZH -> CHINESE;
            case EN -> ENGLISH;
        };
    }

    static String nameOf(Language language) {
        return switch (language) {
            case FA -> "فارسی";
            case ZH -> "中文";
            case EN -> "English";
        };
    }

    static String nameOf(Role role, Language language) {
        return switch (language) {
            case FA ->
                switch (role) {
                    case CONSUMER -> "مصرف‌کننده";
                    case OWNER -> "صاحب کسب‌وکار";
                    case OFFICER -> "کارشناس";
                    case SENIOR_OFFICER -> "کارشناس ارشد";
                    case APPEALS_OFFICER -> "کارشناس تجدیدنظر";
                    case AUDITOR -> "ممیز";
                    case ASSESSOR -> "ارزیاب";
                    case ADMIN -> "مدیر سامانه";
                };
            case ZH ->
                switch (role) {
                    case CONSUMER -> "消费者";
                    case OWNER -> "经营者";
                    case OFFICER -> "审理员";
                    case SENIOR_OFFICER -> "高级审理员";
                    case APPEALS_OFFICER -> "复核员";
                    case AUDITOR -> "审计员";
                    case ASSESSOR -> "评估员";
                    case ADMIN -> "管理员";
                };
            case EN ->
                switch (role) {
                    case CONSUMER -> "Consumer";
                    case OWNER -> "Business owner";
                    case OFFICER -> "Officer";
                    case SENIOR_OFFICER -> "Senior officer";
                    case APPEALS_OFFICER -> "Appeals officer";
                    case AUDITOR -> "Auditor";
                    case ASSESSOR -> "Assessor";
                    case ADMIN -> "Administrator";
                };
        };
    }
}
