"""Words that stand in every second story, whatever it is about: two lines that share one of them share little.

Beyond the function words (`cleaner.stopwords`), by language, held against others by their first letters as all words of
`cleaner.evidence.cohesion` are. In Chinese and Japanese the pairs of characters that grammar and dates are made of.
"""

from __future__ import annotations

from cleaner.evidence.cohesion import STEM

_TEXTS = {
    "en": """
        about across ever find keep still things too toward upon without after again also any back because before
        being best between both can come could day days during each end even every first five four get give good
        great group help here high home how include including into just know last late long made make man many may
        might minutes month more most much must need never new next now number off old only open order over part
        people place put right said same say says second see set show since take ten than then these thing those
        three through time today told top two under until use used using very want way week well what when where
        which while who why work world year years yesterday monday tuesday wednesday thursday friday saturday sunday
        january february march april june july august september october november december
    """,
    "de": """
        alle alles ander andere beim bereits beste bisher damit dann dabei diese dort drei durch eigene eine einige
        ende erst erste etwa fünf ganz gegen geht gibt groß gut hatte heute hier ihre immer jahr jahre jede jetzt
        kann kein keine könnte lang letzte macht man mehr menschen morgen muss neu neue nichts noch ohne prozent sagt
        sagte schon sehr sein seit seine selbst sind sollen sonst steht tag tage uhr unter viel viele vier warum weil
        weiter wenig wenn wieder wurde zeit zehn zurück zwei zwischen montag dienstag mittwoch donnerstag freitag
        samstag sonntag januar februar märz juni juli oktober dezember
    """,
    "fr": """
        ainsi alors année ans après aussi autre autres avant beaucoup bien chaque cinq comment contre deux depuis
        dernier dit donc encore entre être fait fin fois grand heures hier ici jour jours jusque leurs mois moins
        monde même nouveau nouvelle personne personnes petit peut plusieurs point pourquoi premier première prend
        près quand quatre quelque rien sans semaine sera sous temps toujours tous tout toute trois très vers vient
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
        septembre octobre novembre décembre
    """,
    "es": """
        ahora antes aquí así aunque años bien cada casi cinco contra cuatro desde después día días donde dijo durante
        ella entre era están fin gran grande hace hacer hasta hay hoy horas luego mañana mayor mejor menos mes meses
        mismo mucho mundo nada nueva nuevo nunca otra otro otros parte personas poco porque primer primera puede
        quien según semana sido siempre solo tiempo tiene toda todos trabajo tras tres unos veces vida lunes martes
        miércoles jueves viernes sábado domingo enero febrero abril mayo junio julio agosto septiembre octubre
        noviembre diciembre
    """,
    "pt": """
        agora ainda além anos antes apenas após aqui assim cada casa cinco coisa contra dar depois desde dia dias
        disse dois duas durante ela então entre era essa esse esta este faz fazer fica fim gente grande havia hoje
        horas mesmo meses menos melhor mundo nada nova novo nunca onde outra outro outros parte pessoas pode porque
        primeira primeiro quatro quem segundo semana sempre sobre tempo ter toda todos três vai vez vezes vida
        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado janeiro fevereiro março maio junho
        julho agosto setembro outubro novembro dezembro
    """,
    "it": """
        adesso alcuni altra altri altro anche ancora anni anno bene casa chi cinque cosa così dopo dove due durante
        era essere fare fatto fine fino giorni giorno gran grande ieri loro mai meno mesi mila molto mondo niente
        nuova nuovo oggi ogni ora ore parte per perché persone più poco poi primo prima proprio può quando quattro
        quello questa secondo sempre senza sette solo sotto stata stato subito suo tempo tre tutti tutto ultimo verso
        via volta lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio
        giugno luglio settembre ottobre novembre dicembre
    """,
    "nl": """
        alle alleen alles andere daar dag dagen deze drie dus eerste eigen elke goed gaat geen groot haar heb hier
        hoe iets jaar jaren kan keer komt kunnen laatste lang maakt maar mee meer mens mensen moet morgen nieuw
        nieuwe niets nooit onder ons onze open over samen sinds staat steeds tegen terug toen tot tussen twee tijd
        uur vandaag vanaf veel vier vijf waar wat week weer werk wie wil zegt zei zelf zes zijn zonder zou maandag
        dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei juni juli augustus oktober
    """,
    "pl": """
        będzie bardzo bez być cały czas często dni dnia dobry drugi duży dwa dwie dwóch gdy gdzie godzin jeden jedna
        jednak jego jeszcze jest już kiedy kilka który która które lat lata ludzie między może można nad nie nic
        nigdy nowa nowy od ona oni osób pierwszy pięć pod podczas ponad poza prawie przed raz roku rok są sobie swoje
        tak także tam teraz też tego trzy tu tych tydzień tylko wciąż więcej wszystko wtedy zawsze został
        poniedziałek wtorek środę czwartek piątek sobotę niedzielę stycznia lutego marca kwietnia maja czerwca lipca
        sierpnia września października listopada grudnia
    """,
    "ru": """
        без более больше будет быть вместе во восемь время всё всего всегда вчера где год года году даже два две день
        дней до ещё если есть здесь или именно когда который которые кто лет людей люди между место много может можно
        надо назад нас нет несколько никто новый ночь один одна около они очень первый перед пока после потом почти
        при про пять раз сам самый свой себя сегодня сейчас сказал снова со стал стали стороны так также там тоже
        только три тысяч уже час через человек чем четыре эта эти это понедельник вторник среду четверг пятницу
        субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """,
    "uk": """
        або але без більше буде бути вже вона вони всі все всього де день для днів до досі ще їх його завжди інші
        коли кожен кілька краще людей люди майже між місце можна може можуть навіть над новий ніхто один одна окремо
        перед перший після пізніше під років рік року разом раз сам свій себе сказав сьогодні так також там тепер
        тільки три тут тому тисяч хто цей ця це через час чотири що який яка які понеділок вівторок середу четвер
        п'ятницю суботу неділю січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    """,
    "tr": """
        ancak artık aynı az bazı başka ben beş biri birkaç böyle bugün bütün büyük dedi diye dört ediyor eski etti
        fazla geldi gelen göre gün günü her hem hep hiç iki ilk insan iyi içinde kadın karşı kendi kez kim kişi küçük
        milyon nasıl neden oldu olduğu oluyor on önce orada sadece saat son şey şimdi tek tüm üç üzerinde yani yaptı
        yeni yeniden yer yıl yıldır yine yok zaman pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat
        mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    """,
    "ar": """
        أحد أخرى أربعة أكثر أمام أنه أول أيام أيضا إنه الأول الأولى اليوم الناس العام الذين الوقت بسبب بعض بين تحت
        تكون ثلاثة ثم جديد جديدة حتى حول حين خلال خمسة دون سنة سنوات شخص عام عدد عشر عليه عندما غير فقط فيه فيها قال
        قالت قبل كانت كما كيف له لها ليس منذ منها منه مئة نحو هناك واحد وقال وكان ولا ولم وهو وهي يكون يمكن يوم
        الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر
        أكتوبر نوفمبر ديسمبر
    """,
    "zh": """
        一个 一次 一年 一天 三年 上的 下的 不能 不是 个人 个月 中的 为了 也不 也是 人的 什么 今天 他们 以后 从来 以及
        以来 任何 但是 了一 公里 其中 分之 分钟 到了 前的 可以 只有 可能 同时 名的 后来 因为 在一 多年 大的 如果 小时
        已经 已有 并不 开始 我们 所有 所以 日的 时间 是一 有一 最后 月的 次的 没有 然后 的人 的一 的是 的时 目前 知道
        第一 第二 第三 继续 自己 自从 还是 还有 这个 这样 这是 进行 通过 那个 都是 里的 一位 一名 一条 以上 以下 年的
        年来 年前 年后 月份 今年 去年 明年 昨天 每年 每天 表示 記者 一個 個月 他們 我們 這個 那個 還是 還有 沒有 時間
        後來 開始
    """,
    "ja": """
        いう いた いて いな いま いる える おり から があ がい かし かっ かな かに かり かる くな くの ここ こと この
        した して しか しい しな しま じゃ する すた その そう それ たい たが たと たち たの だけ だっ った って
        ってい では でい でき です でも という とい とし とう とき とな とも とを ない なか なく など なっ なら なり
        なる にし にな には にも ので のは のも のに のを はい まし ます また まで まだ もの もし もう やっ よう より
        られ れた れて れば れる わり をし んだ んで 一つ 一人 一年 二人 三人 今年 今日 年に 年の 年前 日に 日の 月に
        月の 人が 人の 人は 時間 自分 最初 最後 昨年 同じ 円の
    """,
}
COMMON = frozenset(word[:STEM] for words in _TEXTS.values() for word in words.split())
