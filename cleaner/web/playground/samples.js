/** Texts to begin with, in the manner of outlets; no outlet printed them. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});

  Cleaner.samples = [
    {
      name: "English: a lighthouse",
      text: `Local News
Keepers leave the Skerrow light after 140 years
By Maud Penhallow, Coast Correspondent
Published: 3 October 2025, 06:40 | Updated: 3 October 2025, 11:15
Share this article

SALTMERE (Evening Post) - The last two keepers of the Skerrow lighthouse locked its door on Thursday and rowed home, and the lamp came on that evening all the same.

A timer switches it now. The harbour board says the machine needs an engineer twice a year; the keepers, who polished the lens every morning, doubt that it will stay that way.

ADVERTISEMENT

"You do not hear the fog with a timer," said Osric Tamblyn, who spent 31 winters on the rock. He took the logbooks with him, and the kettle.

From our vault: The night the Skerrow bell rang by itself

Read more: Harbour board votes to dredge the northern channel

The board wants to let the cottage to visitors from next summer. Nobody has yet said how they would get there in a swell.

Additional reporting by Tamsin Orrell
Sign up for our newsletter to get the coast's stories every morning.
© 2025 Saltmere Evening Post. All rights reserved.`,
    },
    {
      name: "Deutsch: eine Fähre",
      text: `Regionales
Die Fähre bei Altwerder fährt wieder
Von Hiltrud Meinecke
Stand: 12.09.2025, 08:30 Uhr
Artikel teilen

Altwerder - Nach elf Monaten Pause setzt die Gierseilfähre bei Altwerder wieder über. Am Dienstagmorgen war die Schlange an der Rampe so lang wie seit Jahren nicht.

Anzeige

Repariert wurde vor allem das Seil. Es war im vergangenen Herbst gerissen, als ein Schubverband im Nebel zu nah an die Anlage geriet. Verletzt wurde niemand.

Lesen Sie auch: Warum der Deich im Norden höher werden soll

»Ohne Fähre sind es vierzig Kilometer bis zur Schule«, sagte eine Mutter, die mit drei Kindern an Bord ging. Der Fährmann winkte sie ohne Fahrschein durch.

Mit Material der Nachrichtenagentur dpa
© 2025 Altwerder Bote. Alle Rechte vorbehalten.`,
    },
    {
      name: "Français : un moulin",
      text: `Société
Le moulin de Brézolles moud de nouveau
Par Honorine Vasseur
Publié le 21 mars 2025 à 07h15
Partager l'article

Les ailes du moulin de Brézolles ont tourné dimanche pour la première fois depuis 1957, devant trois cents habitants et un chien qui a aboyé tout l'après-midi.

Publicité

La meule vient d'une carrière fermée avant la guerre. Les bénévoles l'ont trouvée dans un jardin, où elle servait de table, et ont mis deux étés à la rhabiller.

À lire aussi : La boulangère qui ne vend que le matin

« La farine est grise, mais elle sent le grain », a dit la boulangère du village, qui en a pris dix kilos pour essayer.

Abonnez-vous à notre newsletter pour ne rien manquer.
© Le Courrier de Brézolles. Tous droits réservés.`,
    },
    {
      name: "Español: un faro de sal",
      text: `Cultura
Las salinas de Benaljar vuelven a abrir al público
Por Remedios Alcántara
Publicado: 8 de julio de 2025
Compartir

Las salinas de Benaljar abrieron el lunes sus compuertas por primera vez en veinte años, y el agua tardó una hora entera en llegar al último estanque.

Publicidad

El ayuntamiento quiere que la sal se recoja a mano, como antes. Para eso ha contratado a seis jóvenes y a un hombre de setenta y nueve años que les enseña.

Lea también: El tren que para donde no hay pueblo

«La sal no se empuja, se acompaña», les repite. Ellos se ríen, pero ya ninguno llena los carros de más.

© 2025 Diario de Benaljar. Todos los derechos reservados.`,
    },
    {
      name: "العربية: سوق الكتب",
      text: `ثقافة
سوق الكتب القديمة يعود إلى ساحة الزيتون
بقلم: ريم العطار
شارك المقال

عاد باعة الكتب المستعملة صباح الجمعة إلى ساحة الزيتون بعد غياب دام ست سنوات، ومعهم صناديق لم تفتح منذ ذلك الحين.

إعلان

وقال أحد الباعة إنه وجد في صندوقه رسالة نسيها صاحبها بين صفحات ديوان قديم، وإنه سيعيدها إليه إن جاء يسأل عنها.

اقرأ أيضا: مكتبة صغيرة في عربة قطار

وتنوي البلدية أن تفتح السوق كل أسبوع، شرط أن تبقى الساحة نظيفة في المساء.

جميع الحقوق محفوظة © 2025`,
    },
    {
      name: "日本語：朝の市場",
      text: `社会
港の朝市、三年ぶりに再開
2025年4月6日 5時30分
シェアする

港町の朝市が六日、三年ぶりに再開した。夜明け前から近所の人たちが列を作り、干物の店は一時間で売り切れた。

広告

市場を続けてきた女性は「声を出すのを体が覚えていた」と笑った。客の一人は、いつもの場所に店があるだけで安心すると話した。

【関連記事】灯台の階段を数える人

来月からは日曜日にも開く予定だという。

無断転載を禁じます。`,
    },
    {
      name: "Markup and signs that can't be seen",
      text: `<script>document.title = "no"</script> is how the notice on the workshop's door began, and everybody who passed it laughed.
</template></textarea><img src=x onerror="document.title='no'">
[a link](javascript:document.title='no') was what the second line held, between two hearts.
The word \u202eesrever\u202c is turned round, a zero\u200bwidth space hides in this one, and this mark stands alone: \u0301.
Advertisement
The story ends here, with a bell \u0007 and a flag \ud83c\udff3\ufe0f\u200d\ud83c\udf08.`,
    },
  ];
})();
