"""Sentences of stories that speak of what noise speaks of. Each stands alone between two others, and nothing goes."""

import pytest
from test_other_languages import STORIES

BEFORE = "The town had been arguing about it since the spring, when the mill closed and the river froze."
AFTER = "In the evening the lamps along the quay went on one after another, and people walked home in pairs."

ENGLISH = """\
The parish newsletter went out on Tuesday with the wrong hymn on every page.
She signed up for the newsletter of every museum she had ever been thrown out of.
Subscribers to the newsletter learned of the sale a day before the staff did.
He wrote a newsletter about bridges for eleven years and never earned a penny by it.
The club's newsletter, printed on the back of old maps, reached two hundred homes.
"Subscribe to my newsletter," the magician told the jury, and the judge told him to sit down.
The mayor said that the newsletter had cost the town more than the snow plough.
Half of the inbox was newsletters, and the other half was from her brother.
The ministry asked residents to subscribe to its flood alerts before the thaw.
Nobody unsubscribed, which surprised the priest more than anything.
The cookies were gone before the choir had sung the second verse.
Regulators fined the airline for placing cookies on phones without asking.
The site had stored cookies for ten years, the commission found in its report.
Her grandmother sold cookies at the ferry landing and accepted all coins, even foreign ones.
The court ruled that visitors must be able to reject cookies as easily as they accept them.
"We use cookies to bribe the crossing guard," said the headmaster, who meant the ginger ones.
A survey of eight hundred websites found that most cookie banners were misleading.
The baker's privacy policy, he said, was a curtain and a loud radio.
The advertisement ran for a single day and brought in nine hundred letters.
An advertisement in the local paper had promised him a room with a view of the sea.
Advertisements for cough syrup covered the wall where the chapel used to be.
The watchdog banned the advertisement because no mattress can cure a cold.
The station earned its money from advertising until the tunnel opened.
He answered an advertisement for a lighthouse keeper and got the job by return of post.
The sponsor paid for the shirts, the bus and, in the end, the funeral.
Sponsored by three breweries, the race ended in a field and was never repeated.
The story continues to be told in the valley, though no two people tell it alike.
Advertising on the trams will be forbidden from next year, the council decided.
"Buy now and you will be sorry later," the auctioneer told the crowd, and they laughed.
The shop gave 20 percent off to anyone who came in on a horse.
They share a kitchen, a well and a quarrel that goes back to the war.
The cousins agreed to share the prize and the blame.
He asked readers to share their memories of the flood, and four thousand did.
She shared the photograph on Facebook, and by noon her landlord had seen it.
The company's shares fell by a third when the dam was found to be hollow.
Farmers who share a tractor quarrel less, a study found.
The video was shared two million times before anyone noticed the goat.
Sharing a name with a murderer had its uses, he wrote to his sister.
The minister posted on Twitter that the bridge was safe, then drove around it.
The print shop closed at noon so that the staff could bury the owner's cat.
Email was not what she wanted; she wanted a letter with a stamp on it.
The comments under the video were so kind that the pianist wept.
Three comments in the guest book were in a language nobody could name.
He left a comment in the margin of the treaty, and historians still argue about it.
The copyright in the song had expired, and with it the family's income.
Copyright law protects the map, the judge said, but not the mountain.
The brothers registered a copyright for a game that only they knew how to play.
A painter who had sold the copyright could not hang her own picture, the court found.
All rights to the film were reserved for a producer who had vanished in Peru.
The book was reproduced without permission in eleven countries, and the author was flattered.
No part of the building may be altered without the consent of the bishop.
The notice said that copyright was held by a man who had died before he was born.
The byline on the article was that of a reporter who had never set foot in the valley.
Her byline appeared under the wrong story, and she got a proposal of marriage.
For thirty years the newspaper printed his stories without a byline.
He took his byline off the story after the editor had changed the ending.
By Monday the road was open again and the sheep were back on it.
By Anna's count there were nineteen of them, and one was her uncle.
By Thomas Mann's own account the cure did him no good at all.
By the harbour wall, where the nets dry, stands a statue of nobody in particular.
Written by hand on the back of a menu, the will was declared valid on Friday.
Written in 1911, the play was not performed until the censor had retired.
Edited by her daughter, the letters were published with the best parts left out.
The dateline said Paris, but the report had been written in a bar in Lille.
A dateline tells the reader where a story was written, and sometimes that is a lie.
London is where the money went, and Leeds is where the bills came.
LONDON was spelled in capitals on the crate, and the rest was in Greek.
Reuters reported on Thursday that the talks would be held on a ship.
The Associated Press counted forty votes for the dam and forty against.
According to AFP, the ferry had been sold twice in one week.
The agency sent two reporters and one photographer, who shared a tent.
Reporting by the commission took three years and filled eleven boxes.
The author of the report declined to say who had paid for it.
The author of four novels about bees, she had never kept any.
She is the author of the law that her own party now wants to repeal.
The writer is buried under a pear tree, as he had asked.
He is a professor at the University of Bologna and plays the tuba at weddings, his neighbour said.
Petra Lindqvist is a reporter by day and a baker by night, and her bread is better known.
About the author little is known except that he feared geese.
John Carrow covers the roof of the barn with straw each autumn.
The biography ends with the sentence that everyone in town can quote.
The disclaimer at the foot of the contract ran to nine pages.
The film opens with a disclaimer that nothing in it is true, and then names the mayor.
The lawyer read out a disclaimer before every answer, and the children began to join in.
The bottle carried a disclaimer in a language that no sailor could read.
Investors were told that past performance was no guide, and they invested anyway.
The doctor advised him to consult a doctor, and then remembered that he was one.
The bank's advice was for information only, the manager told the court.
The views expressed at the meeting were mostly about the smell.
"I do not give financial advice," the fortune teller said, "but sell the cow."
The casino put up a sign asking guests to gamble responsibly, beside the pawnshop.
The article was translated by a machine, and the general took offence at a comma.
Readers were told to read more poetry and fewer instructions.
Read more slowly, the teacher said, and the boy began the page again.
Related crimes were reported from three villages along the line.
Also read at the funeral was a recipe for plum cake.
More on that subject could be found in the cellar, the archivist told us.
See also how the light falls on the second window, the guide would say each time.
Watch the river, the old men told the engineers, and do not watch the gauge.
You may also like to know that the cat survived, the letter ended.
Don't miss the turn at the chapel, he told them, but they always did.
Follow the path to the left of the mill and you will come to the spring.
Follow us, the children shouted, and the whole procession took the wrong street.
Download speeds in the valley are the slowest in the country, a study found.
The app told him to turn left into the lake, and he did.
The paper lost its last subscribers when it stopped printing the tides.
To subscribe, a family had to bring one sack of coal to the library each winter.
Donate blood, the posters said, and half the village came.
The museum's supporters donate a day of work each autumn, and that keeps the roof on.
The tags on the dogs were all numbered, except for one that said Bishop.
Home is where the stove is, she said, and moved her bed to the kitchen.
The menu had not changed since the war, and neither had the cook.
The search was called off at dusk and taken up again by the boys with torches.
"Skip to the main part," the judge told the witness, who started again from his birth.
Back to the top of the hill they went, with the piano still on the cart.
The terms of use for the footbridge are painted on a board that fell into the river.
The image had been cut from the frame and rolled up in an umbrella.
Loading the ship took eleven days, unloading it took one night.
The browser of old books in the corner turned out to be the owner.
The photo credit went to the wrong sister, who framed it.
Photo finishes are rare in sheepdog trials, the umpire said.
The picture was taken by a customs officer through the window of a train.
Updated maps of the marsh were handed out at the door on Thursday.
Published in March, the report was withdrawn in April and printed again in May.
On March 14, 2024, the bell rang by itself for the first time.
Two minutes is all it takes to read the sign, and nobody ever has.
Sport was forbidden in the courtyard, and politics in the kitchen.
World records are set here every August, mostly in the throwing of cheese.
Business was good in the year of the eclipse.
Elsewhere the strike held, and in two villages it became a dance.
In other news from the valley, the goat was found on the roof again.
"All rights reserved," he had carved into the bench, and under it his name.
"Click here," said the sign on the wall of the temple, and pilgrims touched it for luck.
"This material may not be copied," the monk had written on every page that he copied.
The exchange delayed its quotes by twenty minutes, which was long enough for the thieves.
""".splitlines()
OTHERS = {
    "de": [
        "Der Newsletter der Gemeinde ging am Dienstag mit dem falschen Lied an alle Haushalte.",
        "Die Anzeige in der Zeitung hatte ihm ein Zimmer mit Blick auf das Meer versprochen.",
        "Das Gericht entschied, dass Besucher Cookies ebenso leicht ablehnen können müssen, wie sie sie annehmen.",
        "Von Anna weiß man nur, dass sie die Waage geölt und den Schlüssel behalten hat.",
        "Das Urheberrecht an dem Lied war erloschen, und mit ihm das Einkommen der Familie.",
        "Der Autor des Berichts wollte nicht sagen, wer ihn dafür bezahlt hatte.",
    ],
    "fr": [
        "La newsletter de la paroisse est partie mardi avec le mauvais cantique à chaque page.",
        "Une publicité dans le journal lui avait promis une chambre avec vue sur la mer.",
        "Le tribunal a jugé que les cookies devaient pouvoir être refusés aussi facilement qu'acceptés.",
        "Par Anna on sait seulement que la clé est restée sous la pierre.",
        "Le droit d'auteur sur la chanson avait expiré, et avec lui les revenus de la famille.",
        "L'auteur du rapport a refusé de dire qui l'avait payé.",
    ],
    "es": [
        "El boletín de la parroquia salió el martes con el himno equivocado en cada página.",
        "Un anuncio en el periódico le había prometido un cuarto con vistas al mar.",
        "El tribunal dictaminó que las cookies deben poder rechazarse con la misma facilidad.",
        "Por Ana se sabe que la llave quedó debajo de la piedra.",
        "Los derechos de autor de la canción habían vencido, y con ellos los ingresos de la familia.",
        "El autor del informe no quiso decir quién se lo había pagado.",
    ],
    "pt": [
        "O boletim da paróquia saiu na terça-feira com o hino errado em todas as páginas.",
        "Um anúncio no jornal tinha-lhe prometido um quarto com vista para o mar.",
        "O tribunal decidiu que os cookies devem poder ser recusados com a mesma facilidade.",
        "Por Ana soube-se que a chave tinha ficado debaixo da pedra.",
        "O autor do relatório não quis dizer quem lhe tinha pago.",
    ],
    "it": [
        "La newsletter della parrocchia è uscita martedì con l'inno sbagliato su ogni pagina.",
        "Un annuncio sul giornale gli aveva promesso una stanza con vista sul mare.",
        "Il tribunale ha stabilito che i cookie devono poter essere rifiutati con la stessa facilità.",
        "Di Anna si sa soltanto che ha oliato la pesa e tenuto la chiave.",
        "L'autore del rapporto non ha voluto dire chi lo avesse pagato.",
    ],
    "nl": [
        "De nieuwsbrief van de parochie ging dinsdag met het verkeerde lied naar alle huizen.",
        "Een advertentie in de krant had hem een kamer met uitzicht op zee beloofd.",
        "De rechter vond dat cookies even makkelijk te weigeren als te aanvaarden moeten zijn.",
        "Door Anna weten we dat de sleutel onder de steen was blijven liggen.",
        "De auteur van het rapport wilde niet zeggen wie hem had betaald.",
    ],
    "pl": [
        "Newsletter parafii wyszedł we wtorek z niewłaściwą pieśnią na każdej stronie.",
        "Reklama w gazecie obiecała mu pokój z widokiem na morze.",
        "Sąd uznał, że pliki cookie trzeba móc odrzucić równie łatwo, jak je przyjąć.",
        "Prawa autorskie do piosenki wygasły, a z nimi dochody całej rodziny.",
        "Autor raportu nie chciał powiedzieć, kto mu za niego zapłacił.",
    ],
    "ru": [
        "Рассылка прихода вышла во вторник с неверным псалмом на каждой странице.",
        "Реклама в газете обещала ему комнату с видом на море.",
        "Суд решил, что от файлов cookie должно быть так же легко отказаться, как и принять их.",
        "Авторские права на песню истекли, а с ними и доходы семьи.",
        "Автор доклада отказался сказать, кто ему за него заплатил.",
    ],
    "uk": [
        "Розсилка парафії вийшла у вівторок із хибним псалмом на кожній сторінці.",
        "Реклама в газеті обіцяла йому кімнату з видом на море.",
        "Суд вирішив, що від файлів cookie має бути так само легко відмовитися, як і прийняти їх.",
        "Авторські права на пісню минули, а з ними й доходи родини.",
        "Автор доповіді відмовився сказати, хто йому за неї заплатив.",
    ],
    "tr": [
        "Köyün bülteni salı günü her sayfasında yanlış ilahiyle dağıtıldı.",
        "Gazetedeki bir reklam ona deniz manzaralı bir oda vaat etmişti.",
        "Mahkeme, çerezlerin kabul edildiği kadar kolay reddedilebilmesi gerektiğine karar verdi.",
        "Şarkının telif hakkı sona ermiş, ailenin geliri de onunla birlikte kesilmişti.",
        "Raporun yazarı, parayı kimin verdiğini söylemek istemedi.",
    ],
    "ar": [
        "صدرت نشرة القرية يوم الثلاثاء وعلى كل صفحة منها النشيد الخطأ.",
        "كان إعلان في الجريدة قد وعده بغرفة تطل على البحر.",
        "قضت المحكمة بأن رفض ملفات تعريف الارتباط يجب أن يكون سهلًا مثل قبولها.",
        "انتهت حقوق الملكية للأغنية، وانتهى معها دخل العائلة كلها.",
        "رفض كاتب التقرير أن يقول من الذي دفع له ثمنه.",
    ],
    "zh": [
        "教区的通讯星期二寄了出去，每一页都印错了圣歌。",
        "报上的一则广告曾经答应给他一个能看见大海的房间。",
        "法院裁定，拒绝网站的缓存文件必须和接受一样容易。",
        "那首歌的版权已经到期，全家人的收入也就没有了。",
        "报告的作者不肯说是谁付的钱。",
    ],
    "ja": [
        "教区の会報は火曜日に発行されたが、どのページも賛美歌が間違っていた。",
        "新聞の広告は、海の見える部屋を彼に約束していた。",
        "裁判所は、クッキーを受け入れるのと同じくらい簡単に拒否できなければならないと判断した。",
        "その歌の著作権は切れ、家族の収入もなくなった。",
        "報告書の著者は、誰が金を払ったのかを言おうとしなかった。",
    ],
}


@pytest.mark.parametrize("sentence", ENGLISH, ids=[f"en-{n}" for n in range(len(ENGLISH))])
def test_an_english_sentence_stays(pipeline, sentence):
    for between in ("\n\n", "\n", " "):
        text = between.join([BEFORE, sentence, AFTER])
        cleaned = pipeline.clean(text)
        assert cleaned.text == text
        assert not cleaned.removals


@pytest.mark.parametrize(
    ("language", "sentence"),
    [pytest.param(lang, line, id=f"{lang}-{n}") for lang, lines in OTHERS.items() for n, line in enumerate(lines)],
)
def test_a_sentence_of_another_language_stays(pipeline, language, sentence):
    first, second = STORIES[language]
    for between in ("\n\n", "\n", " "):
        text = between.join([first, sentence, second])
        cleaned = pipeline.clean(text)
        assert cleaned.text == text
        assert not cleaned.removals


def test_all_of_them_in_one_document_stay(pipeline):
    text = "\n\n".join([BEFORE, *ENGLISH, AFTER])
    assert pipeline.clean(text).text == text


@pytest.mark.parametrize(
    "dates",
    ["Ida Holm, born March 3 1931, died July 9 2019", "Ida Holm, geboren am 3. März 1931, gestorben am 9. Juli 2019"],
)
def test_the_dates_of_a_life_stay(pipeline, dates):
    text = (
        "For fifty years she wound the clock of the harbour office, and nobody asked her to.\n"
        "When it stopped, the ferries left on time all the same, and she never forgave them.\n\n"
    )
    assert pipeline.clean(text + dates).text == text + dates


def test_there_are_enough():
    assert len(set(ENGLISH)) >= 120
    assert set(OTHERS) == set(STORIES)
    assert all(4 <= len(set(lines)) <= 6 for lines in OTHERS.values())
