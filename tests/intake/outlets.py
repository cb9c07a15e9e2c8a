"""Corrections columns as outlets of several countries write them, and the articles they are about: all invented."""

from html import escape
from typing import NamedTuple


class Told(NamedTuple):
    """An article of two versions: its second has the right words where the first had the wrong ones."""

    key: str
    language: str
    author: str
    headline: str
    day: str
    wrong: str
    right: str
    lead: str
    text: str

    @property
    def url(self) -> str:
        return f"https://{self.language}.harbour.example/2026/05/{self.day[-2:]}/{self.key.split('-')[1]}"

    def page(self, value: str) -> str:
        """Return the page that says *value*."""
        head = (
            f'<title>{self.headline}</title><meta name="author" content="{self.author}">'
            f'<meta property="article:published_time" content="{self.day}T05:00:00Z">'
        )
        body = "".join(f"<p>{escape(text.format(value))}</p>" for text in (self.lead, self.text))
        return f'<html lang="{self.language}"><head>{head}</head><body><article><h1>{self.headline}</h1>{body}</article></body></html>'


class Column(NamedTuple):
    """A page, and the article each of its entries is about in order: None where nobody watches it, or nothing says."""

    language: str
    page: str
    about: tuple[str | None, ...]


ARTICLES = (
    Told("en-ferry","en","Ada Marsh","Ferry fares to rise, council says","2026-05-04","1,200","12,000","The council of Haven has put up the fares of the harbour ferry for the second time in a year.","The ferry carried {} passengers a day in April, the harbour office said on Sunday."),
    Told("en-bridge","en","Otto Brandt","Lumen’s new bridge opens, at last","2026-05-05","1978","1987","The new bridge of Lumen was opened by the deputy mayor in front of two thousand people.","The old one, which opened in {}, will be taken down before the winter, engineers said."),
    Told("en-garden","en","Mira Hallam","The youngest gardener in town","2026-05-06","61","16","Everybody in Lumen knows the roses of Vera Osk, and most have bought one on a Saturday.","She is {} years old and has kept the garden behind the mill since last autumn."),
    Told("en-school","en","Ada Marsh","School board weighs later start for teenagers","2026-05-05","Ellen Prag","Helen Prag","Teenagers in Haven could sleep an hour longer from September, the school board heard on Monday.","“Their grades go up,” said {}, a sleep researcher at the university of Lumen."),
    Told("en-obit","en","Jon Wick","Tor Almgren, who charted the Pell islands, dies at 91","2026-05-06","brother","cousin","Tor Almgren, whose charts of the Pell islands guided two generations of fishermen, died on Sunday.","He is survived by a {}, Nils Almgren of Haven, and three grandchildren."),
    Told("en-mill","en","Jon Wick","Paper mill to cut a third of its jobs","2026-05-04","$4.2 million","$42 million","The paper mill in Brack will cut a third of its jobs by the end of the year, its owners said.","The mill lost {} last year, according to its annual report published on Friday."),
    Told("de-faehre","de","Uta Kern","Fähre wird teurer","2026-05-04","1200","12000","Der Rat von Hafen hat die Preise der Fähre zum zweiten Mal in einem Jahr erhöht, teilte er mit.","Die Fähre beförderte im April täglich {} Fahrgäste, sagte das Hafenamt am Sonntag."),
    Told("de-haushalt","de","Jan Voss","Zum Abschied noch ein Loch","2026-05-05","100 Millionen","100 Milliarden","Die Finanzministerin von Lumen hat am Montag ihren letzten Haushalt vorgelegt, ohne große Worte.","Sie plant neue Schulden von {} Euro, mehr als jede ihrer Vorgängerinnen im Amt."),
    Told("de-bruecke","de","Uta Kern","Die Brücke, auf die alle warten","2026-05-05","1978","1987","Die neue Brücke von Lumen ist am Montag vor zweitausend Menschen eröffnet worden, endlich.","Die alte Brücke stammt von {} und wird vor dem Winter abgerissen, sagten die Ingenieure."),
    Told("de-gaertnerin","de","Mia Roth","Rosen hinter der Mühle","2026-05-06","61","16","Jeder in Lumen kennt die Rosen von Vera Osk, und die meisten haben schon eine gekauft.","Die Gärtnerin ist {} Jahre alt und pflegt den Garten hinter der Mühle seit dem Herbst."),
    Told("fr-bac","fr","Léa Morin","Le bac de Lumen devient plus cher","2026-05-04","1 200","12 000","Le conseil du Havre-Neuf a augmenté les tarifs du bac pour la seconde fois en un an.","Le bac a transporté {} passagers par jour en avril, selon le bureau du port."),
    Told("fr-pont","fr","Paul Senn","Un pont neuf pour les îles de Pell","2026-05-05","1978","1987","Le nouveau pont de Lumen a été inauguré lundi devant deux mille personnes et un orchestre.","L’ancien, ouvert en {}, sera démoli avant l’hiver, ont précisé les ingénieurs."),
    Told("fr-budget","fr","Léa Morin","La ministre boucle son dernier budget","2026-05-05","100 millions","100 milliards","La ministre des finances de Lumen a présenté lundi son dernier budget, sans grands mots.","Elle prévoit {} d’euros de dette nouvelle, plus qu’aucun de ses prédécesseurs."),
    Told("es-ferri","es","Ana Solís","El ferri de Lumen sube de precio","2026-05-04","1.200","12.000","El ayuntamiento de Puerto Nuevo ha subido las tarifas del ferri por segunda vez en un año.","El ferri transportó {} pasajeros al día en abril, según la oficina del puerto."),
    Told("es-puente","es","Luis Prado","Lumen estrena puente diez años después","2026-05-05","1978","1987","El nuevo puente de Lumen se inauguró el lunes ante dos mil personas y una orquesta.","El antiguo, abierto en {}, será derribado antes del invierno, dijeron los ingenieros."),
    Told("es-alcaldesa","es","Ana Solís","La alcaldesa que no quería serlo","2026-05-06","Marta Ruiz","María Ruiz","La alcaldesa de Puerto Nuevo deja el cargo tras doce años y un solo escándalo menor.","Su sucesora, {}, dirigió la oficina del puerto durante seis años."),
    Told("pt-balsa","pt","Rita Lago","Balsa de Lumen fica mais cara","2026-05-04","R$ 21","R$ 12","A prefeitura de Haven aumentou a tarifa da balsa pela segunda vez neste ano, disse o porto.","A tarifa subiu para {} no domingo, informou o escritório do porto de Lumen."),
    Told("pt-ponte","pt","Rita Lago","Ponte nova abre em Lumen","2026-05-05","Otto Brand","Otto Brandt","A ponte nova de Lumen foi aberta na segunda-feira diante de duas mil pessoas, disse a polícia.","O prefeito {} cortou a fita com o filho mais novo, que tem seis anos de idade."),
    Told("it-traghetto","it","Elio Conti","Il traghetto di Lumen costa di più","2026-05-04","1.200","12.000","Il comune di Porto Nuovo ha aumentato le tariffe del traghetto per la seconda volta in un anno.","Il traghetto ha trasportato {} passeggeri al giorno in aprile, secondo l’ufficio del porto."),
    Told("it-ponte","it","Sara Neri","Un ponte nuovo per le isole di Pell","2026-05-05","1978","1987","Il nuovo ponte di Lumen è stato inaugurato lunedì davanti a duemila persone e a un’orchestra.","Il vecchio, aperto nel {}, sarà demolito prima dell’inverno, dicono gli ingegneri."),
    Told("nl-pont","nl","Joris Vaan","Veerpont naar Lumen wordt duurder","2026-05-04","1.200","12.000","De raad van Haven heeft de tarieven van de veerpont voor de tweede keer in een jaar verhoogd.","De pont vervoerde in april {} passagiers per dag, zei het havenkantoor zondag."),
    Told("nl-brug","nl","Fenna Bos","Eindelijk een brug voor de eilanden","2026-05-05","1978","1987","De nieuwe brug van Lumen is maandag geopend voor tweeduizend mensen en een orkest.","De oude, die in {} openging, wordt voor de winter gesloopt, zeggen de ingenieurs."),
    Told("en-ferry2","en","Ada Marsh","Ferry crews call off their strike","2026-05-04","1,200","1,250","Crews of the Haven ferry have called off a strike that would have begun on Monday, their union said.","A crossing pays them {} crowns a month less than in Lumen, a study by the harbour office found."),
    Told("en-court","en","Noor Abel","Judge halts sale of the old customs house","2026-05-06","plaintiff","defendant","A judge in Brack halted the sale of the old customs house on Tuesday, a day before the deal was due.","The developer, who is the {} in the case, said he would appeal within the week."),
    Told("en-poll","en","Noor Abel","Two in three would vote for a harbour tax","2026-05-07","Pine Research","Pell Research","Two in three residents would vote for a harbour tax, according to a poll published on Wednesday.","The poll of 800 people by {} has a margin of error of three points."),
    Told("de-streik","de","Uta Kern","Fährleute sagen Streik ab","2026-05-04","1200","1250","Die Besatzungen der Fähre von Hafen haben ihren Streik abgesagt, der am Montag beginnen sollte.","Sie verdienen im Monat {} Kronen weniger als in Lumen, heißt es in einer Studie des Hafenamts."),
    Told("fr-greve","fr","Léa Morin","Le bac de Lumen évite la grève","2026-05-04","1 200","1 250","Les équipages du bac de Lumen ont renoncé à la grève qui devait commencer lundi matin.","Ils gagnent {} couronnes de moins par mois que leurs voisins, selon une étude du port."),
)  # fmt: skip

COLUMNS = {
    "bullets with brackets": Column("en", """<html lang=en><head><title>Corrections and clarifications</title><meta property="article:published_time" content="2026-05-08T20:00:00Z"></head><body><main><h1>Corrections and clarifications</h1>
<p>• A report said the Haven ferry carried 1,200 passengers a day in April; the figure is 12,000 (<a href="https://en.harbour.example/2026/05/04/ferry">Ferry fares to rise, council says</a>, 4 May, p12).</p>
<p>• The old bridge at Lumen opened in 1987, not 1978 as we had it (Lumen’s new bridge opens, at last, 5 May, page 3).</p>
<p>• In an interview we gave the age of the gardener Vera Osk as 61; she is 16 (The youngest gardener in town, 6 May, G2, page 8).</p>
<p>• A feature on the lighthouse at Pell gave its height as 34 feet. It is 34 metres (A light that never went out, 2 May, p5).</p>
<p><strong>Other recently amended articles include:</strong></p>
<p><a href="https://en.harbour.example/x/1">Tide tables for the summer</a></p>
<p>Editorial complaints and corrections can be sent to corrections@harbour.example; leave a message on 0123 456.</p></main></body></html>""", ("en-ferry", "en-bridge", "en-garden", None,)),
    "sections, days and subjects": Column("en", """<html lang=en><head><title>Corrections: May 8, 2026</title></head><body><article><h1>Corrections: May 8, 2026</h1><p>Corrections that appeared in print on Friday, May 8, 2026.</p>
<p><strong>FRONT PAGE</strong></p><p>An article on Monday about fare increases on the Haven ferry misstated the number of passengers it carried a day in April. It was 12,000, not 1,200.</p>
<p><strong>NATIONAL</strong></p><p>Because of an editing error, an article on Tuesday about a proposal for a later start of school in Haven misspelled the given name of a sleep researcher. She is Helen Prag, not Ellen.</p>
<p><strong>BUSINESS</strong></p><p>An article on Monday about job cuts at the paper mill in Brack misstated its loss last year. It was $42 million, not $4.2 million.</p>
<p><strong>OBITUARIES</strong></p><p>An obituary on Wednesday about the cartographer Tor Almgren misstated his relation to Nils Almgren. He was his cousin, not his brother.</p>
<p>An article on Tuesday about the new bridge in Lumen referred incorrectly to the year the old bridge opened. It was 1987, not 1978.</p>
<p><strong>SPORTS</strong></p><p>An article on Sunday about the rowing regatta on the Pell misidentified the winner. It was Brack, not Haven.</p>
<p><em>Errors are corrected during the press run whenever possible, so some errors noted here may not have appeared in all editions.</em></p>
<p>To contact the newsroom regarding correction requests, please email corrections@harbour.example.</p></article></body></html>""", ("en-ferry", "en-school", "en-mill", None, "en-bridge", None,)),
    "headed by subject": Column("en", """<html lang=en><head><title>For the record</title></head><body><main><h1>For the Record</h1><h2>May 8, 2026</h2>
<h3>Ferry fares</h3><p>In the May 4 Business section, an article by Ada Marsh about the Haven ferry said it carried 1,200 passengers a day. The correct number is 12,000.</p>
<h3>Lumen bridge</h3><p>An article in the May 5 California section about the opening of a bridge in Lumen said the old bridge opened in 1978. It opened in 1987.</p>
<h3>Lighthouse</h3><p>A caption in the May 2 Travel section said the lighthouse at Pell is 34 feet high. It is 34 meters high.</p></main></body></html>""", ("en-ferry", "en-bridge", None)),
    "headed by linked titles": Column("en", """<html lang=en><head><title>Corrections - Harbour</title></head><body><div class=c><h1>Corrections</h1><p>We correct every factual error promptly. This page lists corrections made to our stories.</p>
<div class=e><time datetime="2026-05-07">May 7, 2026</time><h3><a href="/2026/05/06/garden">The youngest gardener in town</a></h3><p><b>Correction:</b> A previous version of this story misstated Vera Osk’s age. She is 16, not 61.</p></div>
<div class=e><time datetime="2026-05-06">May 6, 2026</time><h3><a href="/2026/05/05/school?utm_source=c#top">School board weighs later start for teenagers</a></h3><p><b>Correction:</b> This story has been updated to correct the spelling of Helen Prag’s name.</p></div>
<div class=e><time datetime="2026-05-02">May 2, 2026</time><h3><a href="/2026/05/02/light">A light that never went out</a></h3><p><b>Correction:</b> The lighthouse is 34 metres high, not 34 feet.</p></div></div></body></html>""", ("en-garden", "en-school", None,)),
    "a table": Column("en", """<html lang=en><head><title>Corrections log</title></head><body><main><h1>Corrections log</h1><table><tr><th>Date</th><th>Story</th><th>Correction</th></tr>
<tr><td>May 5, 2026</td><td><a href="https://en.harbour.example/2026/05/04/mill">Paper mill to cut a third of its jobs</a></td><td>The mill lost $42 million last year, not $4.2 million as first reported.</td></tr>
<tr><td>May 6, 2026</td><td><a href="https://en.harbour.example/2026/05/05/bridge">Lumen’s new bridge opens, at last</a></td><td>The old bridge opened in 1987, not in 1978.</td></tr></table></main></body></html>""", ("en-mill", "en-bridge",)),
    "quoted titles with days": Column("de", """<html lang=de><head><title>Korrekturen: Zahl und Alter falsch</title><meta property="article:published_time" content="2026-05-08T18:00:00Z"></head><body><article><h1>Zahl und Alter falsch</h1>
<p>Im Bericht über den Haushaltsentwurf von Lumen („Zum Abschied noch ein Loch“ vom 5. Mai im Ressort Politik) hieß es, die Ministerin plane 100 Millionen Euro neue Schulden. Tatsächlich sind es 100 Milliarden Euro.</p>
<p>In „Rosen hinter der Mühle“ vom 6. Mai (Panorama) wurde das Alter der Gärtnerin Vera Osk mit 61 angegeben. Richtig ist: Sie ist 16 Jahre alt.</p>
<p>In „Licht über Pell“ vom 2. Mai (Reise) hieß es, der Leuchtturm sei 34 Fuß hoch. Er ist aber 34 Meter hoch.</p>
<p>© SZ - Rechte am Artikel können Sie hier erwerben.</p></article></body></html>""", ("de-haushalt", "de-gaertnerin", None,)),
    "bold titles and days in figures": Column("de", """<html lang=de><head><title>Korrekturen</title></head><body><main><h1>Korrekturen vom 8. Mai 2026</h1>
<p><b>Fähre wird teurer</b>, taz vom 4. 5. 26: Die Fähre beförderte im April täglich 12000 Fahrgäste, nicht 1200, wie wir geschrieben haben.</p>
<p>Im Artikel „Die Brücke, auf die alle warten“ (5.5.26, S. 7) stand, die alte Brücke stamme von 1978. Sie stammt jedoch aus dem Jahr 1987.</p>
<p>In unserer gestrigen Ausgabe haben wir auf Seite 3 den Namen des Fußballers Arne Holm falsch geschrieben. Er heißt Arne Holmen.</p></main></body></html>""", ("de-faehre", "de-bruecke", None,)),
    "guillemets": Column("fr", """<html lang=fr><head><title>Rectificatifs</title><meta property="article:published_time" content="2026-05-08T12:00:00+02:00"></head><body><article><h1>Précisions et rectificatifs</h1>
<p>Contrairement à ce que nous avons écrit dans l’article « Le bac de Lumen devient plus cher » (« Le Havre-Neuf » du 4 mai), le bac a transporté 12 000 passagers par jour en avril, et non 1 200.</p>
<p>Dans l’article intitulé « Un pont neuf pour les îles de Pell », paru le 5 mai, nous avons écrit par erreur que l’ancien pont avait ouvert en 1978. Il a ouvert en 1987.</p>
<p>Budget. La ministre prévoit 100 milliards d’euros de dette nouvelle, et non 100 millions comme écrit par erreur dans l’article de Léa Morin du 5 mai.</p>
<p>Le phare de Pell mesure 34 mètres et non 34 pieds, comme nous l’avons écrit dans « Une lumière jamais éteinte » (2 mai).</p></article></body></html>""", ("fr-bac", "fr-pont", "fr-budget", None,)),
    "single quotes and weekdays": Column("es", """<html lang=es><head><title>Fe de errores</title><meta property="article:published_time" content="2026-05-08T05:00:00+02:00"></head><body><article><h1>Fe de errores</h1>
<p>En la información titulada ‘El ferri de Lumen sube de precio’, publicada el 4 de mayo en la página 20, se decía que el ferri transportó 1.200 pasajeros al día, cuando en realidad fueron 12.000.</p>
<p>Por error, en el reportaje “La alcaldesa que no quería serlo”, publicado el pasado miércoles, se decía que la sucesora se llama Marta Ruiz. Su nombre es María Ruiz.</p>
<p>El antiguo puente de Lumen se abrió en 1987 y no en 1978, como se publicó por error en un artículo de Luis Prado el martes 5 de mayo.</p>
<p>En un artículo publicado el 2 de mayo se indicaba que el faro de Pell mide 34 pies. Mide 34 metros.</p></article></body></html>""", ("es-ferri", "es-alcaldesa", "es-puente", None,)),
    "sections and short days": Column("pt", """<html lang=pt-BR><head><title>Erramos</title><meta property="article:published_time" content="2026-05-08T02:00:00-03:00"></head><body><article><h1>Erramos</h1>
<p><b>COTIDIANO</b> (4.MAI, PÁG. B4) A tarifa da balsa subiu para R$ 12, e não para R$ 21, como informado na reportagem "Balsa de Lumen fica mais cara".</p>
<p><b>MERCADO</b> (5.MAI, PÁG. A17) O nome do prefeito é Otto Brandt, e não Otto Brand, como publicado em <a href="https://pt.harbour.example/2026/05/05/ponte">Ponte nova abre em Lumen</a>.</p>
<p><b>ESPORTE</b> (3.MAI, PÁG. B8) O nome do remador é Lauro Vidal, e não Mauro Vidal, como afirmou versão anterior do texto "Remo volta ao rio".</p></article></body></html>""", ("pt-balsa", "pt-ponte", None,)),
    "a day in a paragraph": Column("it", """<html lang=it><head><title>Errata corrige</title></head><body><article><h1>Precisazioni e correzioni</h1><p>8 maggio 2026</p>
<p>Nell’articolo «Il traghetto di Lumen costa di più», pubblicato il 4 maggio a pagina 12, abbiamo scritto che il traghetto ha trasportato 1.200 passeggeri al giorno. In realtà sono stati 12.000.</p>
<p>Per un errore, nel pezzo di Sara Neri di martedì 5 maggio il vecchio ponte risulta aperto nel 1978: l’anno corretto è il 1987.</p>
<p>Il faro di Pell è alto 34 metri e non 34 piedi, come scritto ieri in «Una luce mai spenta».</p></article></body></html>""", ("it-traghetto", "it-ponte", None,)),
    "slanted and bare titles": Column("nl", """<html lang=nl><head><title>Correcties en aanvullingen</title><meta property="article:published_time" content="2026-05-08T10:00:00+02:00"></head><body><article><h1>Correcties en aanvullingen</h1>
<h3>Veerpont</h3><p>In <em>Veerpont naar Lumen wordt duurder</em> (4/5, p. 6) staat dat de pont 1.200 passagiers per dag vervoerde. Dat moet zijn 12.000.</p>
<h3>Brug</h3><p>In het artikel Eindelijk een brug voor de eilanden (5 mei, pagina 8) stond dat de oude brug in 1978 openging. Dat was in 1987.</p>
<h3>Vuurtoren</h3><p>De vuurtoren van Pell is 34 meter hoog en geen 34 voet, zoals vermeld in Een licht dat nooit doofde (2/5, p. 11).</p></article></body></html>""", ("nl-pont", "nl-brug", None,)),
    "a list of definitions": Column("en", """<html lang=en><head><title>Corrections</title></head><body><div id=main><h1>Corrections</h1><p>The Harbour corrects all significant errors as soon as it learns of them. Email <a href="mailto:c@harbour.example">the editor</a>.</p>
<dl><dt>Posted May 8, 2026</dt><dd>A story published May 4 about the Haven ferry gave the wrong number of daily passengers. It carried 12,000 a day in April.</dd>
<dt>Posted May 8, 2026</dt><dd>The story “Judge halts sale of the old customs house” (May 6) misidentified the developer’s role in the case. He is the defendant.</dd>
<dt>Posted May 2, 2026</dt><dd>A story published April 29 about a fire at the fish market gave the wrong number of stalls that burned. Eleven burned.</dd></dl></div></body></html>""", (None, "en-court", None,)),
    "blocks with teasers below": Column("en", """<html lang=en><head><title>Corrections & Clarifications – Harbour</title></head><body><main><h1>Corrections &amp; Clarifications</h1>
<div class="wp-block-group"><h4>May 7</h4><p><a href="https://en.harbour.example/2026/05/07/poll/">Two in three would vote for a harbour tax</a>: We misstated the name of the pollster. It is Pell Research, not Pine Research.</p>
<p>In our newsletter, we said the <a href="https://en.harbour.example/2026/05/05/school?ref=nl">school board</a> heard Ellen Prag. Her name is Helen Prag.</p></div>
<div class="wp-block-group"><h4>May 5</h4><p>An earlier version of our story on crews calling off their ferry strike gave the wrong difference in pay. They are paid 1,250 crowns a month less, not 1,200.</p></div>
<div class="related"><h3>More from Harbour</h3><p><a href="https://en.harbour.example/2026/05/05/bridge">Lumen’s new bridge opens, at last</a> The new bridge of Lumen was opened by the deputy mayor in front of two thousand people, and the old one will be taken down.</p></div></main></body></html>""", ("en-poll", "en-school", None,)),
    "no day anywhere": Column("en", """<html lang=en><head><title>Regret the error</title></head><body><article><h1>We regret the error</h1>
<ul><li>In “The youngest gardener in town,” we got Vera Osk’s age wrong. She is 16.</li>
<li>Our obituary of Tor Almgren (Tor Almgren, who charted the Pell islands, dies at 91) called Nils Almgren his brother. He is a cousin.</li>
<li>We wrote that the regatta was won by Haven. Brack won it.</li></ul></article></body></html>""", ("en-garden", "en-obit", None,)),
    "links in quotes": Column("de", """<html lang=de><head><title>Korrekturhinweise</title></head><body><main><h1>Korrekturen</h1><h2>Freitag, 8. Mai 2026</h2>
<p>In einer früheren Version des Artikels <a href="https://de.harbour.example/2026/05/04/faehre">„Fähre wird teurer“</a> hieß es, die Fähre befördere täglich 1200 Fahrgäste. Es sind 12000. Wir bitten, den Fehler zu entschuldigen.</p>
<p>Anders als am Montag in unserem Bericht über den abgesagten Streik der Fährleute geschrieben, verdienen sie im Monat 1250 Kronen weniger als in Lumen, nicht 1200.</p>
<p>Im Porträt der Gärtnerin Vera Osk (6. Mai, Seite 12) haben wir ihr Alter falsch angegeben: Sie ist 16, nicht 61.</p>
<p>Der Preis der Monatskarte für die Straßenbahn beträgt 49 Kronen und nicht 94, wie am Mittwoch berichtet.</p></main></body></html>""", ("de-faehre", "de-streik", "de-gaertnerin", None,)),
    "bold titles with pages": Column("fr", """<html lang=fr><head><title>Erratum</title><meta property="article:published_time" content="2026-05-09T08:00:00+02:00"></head><body><main><h1>Errata</h1>
<ul><li><strong>Le bac de Lumen évite la grève</strong> (4 mai, p. 6). Les équipages gagnent 1 250 couronnes de moins par mois, et non 1 200.</li>
<li>Une erreur s’est glissée dans notre article du 5 mai sur le nouveau pont : l’ancien pont de Lumen a ouvert en 1987 et non en 1978.</li>
<li>Le nom du capitaine du port est Yann Le Goff, et non Le Geoff, comme indiqué jeudi.</li></ul></main></body></html>""", ("fr-greve", "fr-pont", None,)),
    "days in figures and editions": Column("es", """<html lang=es><head><title>Correcciones</title><meta property="article:published_time" content="2026-05-08T08:00:00+02:00"></head><body><main><h1>Correcciones</h1>
<p>FE DE ERRATAS. En la nota “Lumen estrena puente diez años después” (5/5/2026) se consignó que el puente antiguo se abrió en 1978; lo correcto es 1987.</p>
<p>En la edición del lunes se publicó que el ferri lleva 1.200 pasajeros al día. La cifra correcta es 12.000.</p>
<p>En la edición del martes se publicó que la feria del libro dura 12 días. Dura dos semanas.</p></main></body></html>""", ("es-puente", "es-ferri", None,)),
}  # fmt: skip
