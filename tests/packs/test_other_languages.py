"""Noise in the other languages, a line between two paragraphs: the line goes, both paragraphs stay."""

import pytest

STORIES = {
    "de": (
        "Die alte Brückenwaage in Tannbach ist seit Samstag wieder offen, und vierzig Bauern ließen ihre Hunde wiegen.",
        "Der schwerste war ein Hirtenhund namens Bischof. Sein Besitzer sagte, das liege am Winter und an der Tante.",
    ),
    "fr": (
        "Le vieux pont-bascule de Montravel a rouvert samedi, et quarante paysans y ont fait peser leurs chiens.",
        "Le plus lourd était un berger nommé Évêque. Son maître a accusé l'hiver, puis la cuisine de sa tante.",
    ),
    "es": (
        "La vieja báscula de Villarrubia volvió a abrir el sábado, y cuarenta campesinos pesaron allí a sus perros.",
        "El más pesado era un pastor llamado Obispo. Su dueño culpó al invierno y a los guisos de su tía.",
    ),
    "pt": (
        "A velha balança de Vila Serena voltou a abrir no sábado, e quarenta lavradores pesaram ali os seus cães.",
        "O mais pesado era um pastor chamado Bispo. O dono culpou o inverno e os bolos que a tia não para de fazer.",
    ),
    "it": (
        "La vecchia pesa di Montelupo ha riaperto sabato, e quaranta contadini vi hanno portato i loro cani.",
        "Il più pesante era un pastore di nome Vescovo. Il padrone ha dato la colpa all'inverno e alla zia.",
    ),
    "nl": (
        "De oude weegbrug van Terveen is zaterdag weer opengegaan, en veertig boeren lieten er hun honden wegen.",
        "De zwaarste was een herder die Bisschop heet. Zijn baas gaf de winter de schuld en daarna zijn tante.",
    ),
    "pl": (
        "Stara waga w Brzezinach znów działa od soboty, a czterdziestu rolników przyprowadziło na nią swoje psy.",
        "Najcięższy był owczarek o imieniu Biskup. Jego właściciel zrzucił winę na zimę, a potem na swoją ciotkę.",
    ),
    "ru": (
        "Старые весы в Берёзовке снова открылись в субботу, и сорок крестьян привели взвешивать своих собак.",
        "Самой тяжёлой оказалась овчарка по кличке Епископ. Хозяин винил в этом зиму, а потом и свою тётку.",
    ),
    "uk": (
        "Старі ваги у Березівці знову відкрилися в суботу, і сорок селян привели зважувати своїх собак.",
        "Найважчою виявилася вівчарка на прізвисько Єпископ. Господар звинуватив у цьому зиму, а потім і тітку.",
    ),
    "tr": (
        "Kavaklı köyündeki eski kantar cumartesi günü yeniden açıldı ve kırk çiftçi köpeklerini tartmaya getirdi.",
        "En ağırı Piskopos adında bir çoban köpeğiydi. Sahibi önce kışı, sonra da yemek yapan teyzesini suçladı.",
    ),
    "ar": (
        "عاد الميزان القديم في قرية النخيل إلى العمل يوم السبت، وجاء أربعون مزارعًا ليزنوا كلابهم أمام الجميع.",
        "وكان أثقلها كلب راعٍ يدعى الأسقف. وقال صاحبه إن الشتاء هو السبب، ثم اتهم خالته التي تطبخ كل يوم.",
    ),
    "zh": (
        "柳树镇的老地磅星期六重新开放，四十个农民牵着自家的狗排队过秤，队伍一直排到了桥头。",
        "最重的是一只名叫主教的牧羊犬。主人先怪冬天太长，后来又怪姑妈每天都给它做饭。",
    ),
    "ja": (
        "柳町の古い計量台が土曜日に再び開き、四十人の農家が自分の犬を連れて重さを量りに来た。",
        "いちばん重かったのは司教という名の牧羊犬だった。飼い主は長い冬のせいにし、それから叔母のせいにした。",
    ),
}
NOISE = {
    "de": [
        "Anzeige", "Lesen Sie auch: Hirte findet Glocke im Ofen der Nachbarin", "Artikel teilen",
        "Jetzt unseren Newsletter abonnieren", "© 2024 Tannbacher Bote. Alle Rechte vorbehalten.",
        "Foto: Jana Oltrogge/Tannbacher Bote", "Veröffentlicht am 14.03.2024", "Zur Startseite",
        "Video wird geladen...", "Weiterlesen nach der Anzeige",
    ],
    "fr": [
        "Publicité", "Lire aussi : Un berger retrouve sa cloche dans un four", "Partager cet article",
        "Inscrivez-vous à notre newsletter", "© 2024 Le Courrier de Montravel. Tous droits réservés.",
        "Photo : Almandine Ferrand", "Publié le 14 mars 2024 à 09h15",
        "Cet article ne constitue pas un conseil en investissement.", "Retour en haut", "Chargement en cours...",
        "La suite après cette publicité",
    ],
    "es": [
        "Publicidad", "Lea también: Un pastor halla su campana en un horno", "Compartir en Facebook",
        "Suscríbete a nuestro boletín", "© 2024 El Correo de Villarrubia. Todos los derechos reservados.",
        "Foto: Lucía Arrieta", "Publicado el 14 de marzo de 2024",
        "Este artículo no constituye asesoramiento financiero.", "Volver arriba", "Cargando...",
        "Síguenos en Facebook, Instagram y X",
    ],
    "pt": [
        "Publicidade", "Leia também: Pastor encontra sino no forno da vizinha", "Compartilhar no Facebook",
        "Assine a nossa newsletter", "© 2024 Correio de Vila Serena. Todos os direitos reservados.",
        "Foto: Inês Calado/Divulgação", "Publicado em 14 de março de 2024",
        "Este conteúdo não constitui recomendação de investimento.", "Voltar ao topo", "Carregando...",
        "Continua após a publicidade",
    ],
    "it": [
        "Pubblicità", "Leggi anche: Pastore ritrova la campana nel forno", "Condividi su Facebook",
        "Iscriviti alla nostra newsletter", "© 2024 Il Corriere di Montelupo. Tutti i diritti riservati.",
        "Foto: Elsworth Bonetti", "Pubblicato il 14 marzo 2024",
        "Questo articolo non costituisce consulenza finanziaria.", "Torna su", "Caricamento in corso...",
        "Riproduzione riservata",
    ],
    "nl": [
        "Advertentie", "Lees ook: Herder vindt bel terug in de oven", "Deel dit artikel",
        "Schrijf je in voor onze nieuwsbrief", "© 2024 De Terveense Courant. Alle rechten voorbehouden.",
        "Foto: Hanneke Drost", "Gepubliceerd op 14 maart 2024", "Dit artikel is geen beleggingsadvies.",
        "Terug naar boven", "Bezig met laden...", "Tekst gaat verder onder de advertentie",
    ],
    "pl": [
        "Reklama", "Czytaj też: Pasterz znalazł dzwonek w piecu sąsiadki", "Udostępnij na Facebooku",
        "Zapisz się do naszego newslettera", "© 2024 Kurier Brzeziński. Wszelkie prawa zastrzeżone.",
        "Fot. Halina Wrona", "Opublikowano: 14 marca 2024", "Artykuł nie stanowi porady inwestycyjnej.",
        "Ładowanie...", "Dalsza część artykułu pod reklamą",
    ],
    "ru": [
        "Реклама", "Читайте также: Пастух нашёл колокольчик в печи соседки", "Поделиться ВКонтакте",
        "Подписывайтесь на наш Telegram-канал", "© 2024 Берёзовский вестник. Все права защищены.",
        "Фото: Нина Савельева", "Опубликовано: 14 марта 2024",
        "Не является индивидуальной инвестиционной рекомендацией.", "Наверх", "Загрузка...",
        "Продолжение после рекламы",
    ],
    "uk": [
        "Реклама", "Читайте також: Пастух знайшов дзвіночок у печі сусідки", "Поділитися у Facebook",
        "Підписуйтесь на наш Telegram-канал", "© 2024 Березівський вісник. Усі права захищено.", "Фото: Ніна Савчук",
        "Опубліковано: 14 березня 2024", "Матеріал не є інвестиційною порадою.", "Нагору", "Завантаження...",
        "Продовження після реклами",
    ],
    "tr": [
        "Reklam", "İlginizi çekebilir: Çoban çanını komşunun fırınında buldu", "Facebook'ta paylaş",
        "Bültenimize abone olun", "© 2024 Kavaklı Postası. Tüm hakları saklıdır.", "Fotoğraf: Nermin Aksoy",
        "Yayınlanma: 14 Mart 2024 09:15", "Yatırım tavsiyesi değildir.", "Yukarı çık", "Yükleniyor...",
        "Haberin devamı reklamdan sonra",
    ],
    "ar": [
        "إعلان", "اقرأ أيضًا: راعٍ يعثر على جرسه في فرن الجارة", "شارك على فيسبوك", "اشترك في نشرتنا البريدية",
        "جميع الحقوق محفوظة © 2024 صحيفة النخيل", "تصوير: هناء الجبالي", "تاريخ النشر: 14 مارس 2024",
        "إخلاء مسؤولية: هذا المقال لا يمثل نصيحة استثمارية.", "العودة إلى الأعلى", "جاري التحميل...",
        "تابعنا على فيسبوك وتويتر",
    ],
    "zh": [
        "广告", "延伸阅读：牧羊人在邻居的炉子里找到铃铛", "分享到微信", "欢迎关注我们的微信公众号",
        "版权所有，未经授权不得转载。", "图片来源：柳树镇日报", "发布时间：2024-03-14 09:15",
        "本文不构成投资建议。", "返回顶部", "加载中...", "责任编辑：周小禾",
    ],
    "ja": [
        "広告", "関連記事：羊飼いの鈴、隣家のかまどで見つかる", "この記事をシェア", "メールマガジンに登録する",
        "無断転載を禁じます。", "写真：柳町新報", "公開日：2024年3月14日",
        "本記事は投資を勧誘するものではありません。", "トップへ戻る", "読み込み中...", "続きを読む",
    ],
}  # fmt: skip
DATELINES = {
    "de": "Tannbach (dpa) - ",
    "fr": "Montravel (AFP) - ",
    "es": "Villarrubia, 14 mar (EFE).- ",
    "pt": "LISBOA, 14 Mar (Reuters) - ",
    "it": "(ANSA) - MONTELUPO, 14 MAR - ",
    "nl": "TERVEEN (ANP) - ",
    "pl": "BRZEZINY (PAP) - ",
    "ru": "МОСКВА, 14 марта. /ТАСС/. ",
    "uk": "КИЇВ. 14 березня. УНІАН. ",
    "tr": "ANKARA (AA) - ",
    "ar": "القاهرة (رويترز) - ",
    "zh": "新华社北京3月14日电 ",
    "ja": "【東京共同】",
}


@pytest.mark.parametrize(
    ("language", "line"),
    [pytest.param(lang, line, id=f"{lang}-{n}") for lang, lines in NOISE.items() for n, line in enumerate(lines)],
)
def test_a_line_between_paragraphs_goes(pipeline, language, line):
    first, second = STORIES[language]
    cleaned = pipeline.clean(f"{first}\n\n{line}\n\n{second}")
    assert cleaned.text == f"{first}\n\n{second}"
    assert cleaned.removals


@pytest.mark.parametrize("language", sorted(DATELINES))
def test_a_dateline_goes_up_to_the_first_word(pipeline, language):
    story = "\n\n".join(STORIES[language])
    cleaned = pipeline.clean(DATELINES[language] + story)
    assert cleaned.text == story
    assert {cut.noise_class for cut in cleaned.removals} == {"dateline"}


@pytest.mark.parametrize("language", sorted(STORIES))
def test_the_paragraphs_alone_are_left_as_they_are(pipeline, language):
    story = "\n\n".join(STORIES[language])
    cleaned = pipeline.clean(story)
    assert cleaned.text == story
    assert not cleaned.removals
