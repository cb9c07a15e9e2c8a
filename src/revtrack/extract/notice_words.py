"""
Say by which names and which words a page tells that something on it is an outlet's note.

They only put a text in question: `note` reads it and decides.
"""

import re

HOOK = re.compile(
    r"correct(?:ion|ed|ive)|clarification|clarified|erratum|errata|retraction|retracted|amendment|amended|"
    r"editor(?:ial)?s?[-_ ]?note|note[-_ ]?from[-_ ]?editor|korrektur|berichtigung|richtigstellung|"
    r"rectificati[fo]|rectification|errat[ai]|correcci[oó]n|fe[-_]de[-_]erratas|rettifica|correzione|corre[cç][aã]o|"
    r"rectificatie|correctie|sprostowanie|rättelse|rettelse",
    re.IGNORECASE,
)
NO_HOOK = re.compile(
    r"auto-?correct|spell|corrections?-(?:link|form|button|policy|nav|menu)|report-?(?:an?-)?(?:error|correction)|"
    r"color-?correct|gamma|suggest",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\W{0,4}(?:corrections?(?:\s*(?:&|and)\s*(?:clarifications?|amplifications?))?|corrected|clarifications?|"
    r"amendments?|erratum|errata|retractions?|for\s+the\s+record|editor['’]?s?[’']?\s+note|(?:a\s+)?note\s+(?:to|"
    r"from)\s+(?:readers|the\s+editors?)|"
    r"korrektur(?:hinweis)?|berichtigung|richtigstellung|klarstellung|transparenzhinweis|"
    r"(?:anmerkung|hinweis)\s+der\s+redaktion|"
    r"in\s+eigener\s+sache|"
    r"rectificatif|rectification|erratum|correction|correctif|précision|note\s+de\s+la\s+rédaction|mise\s+au\s+point|"
    r"fe\s+de\s+erra(?:tas|tes)|correcci[oó]n|rectificaci[oó]n|aclaraci[oó]n|"
    r"not[ae]\s+d(?:el\s+editor|e\s+la\s+redacci[oó]n|a\s+redação|o\s+editor|ella\s+redazione)|esclarecimento|"
    r"rettifica|correzione|precisazione|errata\s+corrige|corre[cç][aã]o|errata|erramos|rectificatie|correctie|verduidelijking|sprostowanie|"
    r"rättelse|rettelse|oikaisu)\b(?=\W|$)",
    re.IGNORECASE,
)
THIS = (
    r"(?:this|these|an?\s+(?:earlier|previous|prior|original|initial)|the\s+(?:original|earlier|"
    r"previous|first|initial|above|print|online))"
    r"\s+(?:(?:online|print|original|earlier|previous|published|news)\s+)?"
    r"(?:version|article|story|post|piece|column|report|essay|page|headline|caption|photo|graphic|"
    r"chart|map|item|blog|review|obituary|"
    r"interview|newsletter|transcript|dispatch|editorial|op-ed|subheading|table|video|podcast|image|introduction)"
)
ERRED = (
    r"(?:misstated|misidentified|mis-?spelled|misspelt|misquoted|mis-?attributed|mischaracteri[sz]ed|"
    r"misreported|mistakenly|"
    r"erroneously|incorrectly|inaccurately|wrongly|referred\s+incorrectly|(?:was|were|has\s+been|"
    r"have\s+been|is\s+being)\s+(?:\w+\s+){0,3}?"
    r"(?:amended|corrected|updated|clarified|edited|revised|modified|changed|retracted|removed|"
    r"republished)|contained\s+an?\s+(?:\w+\s+)?(?:error|inaccurac)|"
    r"(?:said|stated|gave|named|described|suggested|implied|omitted|reported|included|attributed|"
    r"referred|listed|used|failed)\b)"
)
SAID_ELSEWHERE = (
    (
        r"(?:dieser|diesem|diesen|dieses|unserem|unser|im|der|die)\s+(?:artikel|text|beitrag|bericht|meldung|"
        r"bildunterschrift|überschrift|titel|newsletter|interview|grafik|(?:frühere|erste|ursprüngliche)n?\s+"
        r"(?:version|fassung))s?",
        r"(?:falsch|fehlerhaft|irrtümlich|fälschlich|versehentlich|unrichtig|unzutreffend|korrigiert|berichtigt|"
        r"richtiggestellt|verwechselt|richtig\s+ist)",
    ),
    (
        r"(?:cet(?:te)?|notre|l['’]|la|le|du)\s*(?:article|texte|papier|légende|titre|infographie|billet|"
        r"(?:première|précédente)\s+version|version\s+(?:précédente|antérieure|initiale))",
        r"(?:par\s+erreur|à\s+tort|erron\w+|inexact\w*|corrigé\w*|rectifié\w*|une\s+erreur|mal\s+orthographi\w+|"
        r"confondu\w*)",
    ),
    (
        r"(?:est[ea]|esse|nest[ea]|dest[ea]|el|la|del|o|a|do|da|no|na)\s+(?:artículo|texto|noticia|información|"
        r"reportaje|artigo|reportagem|notícia|matéria|post|titular|título|legenda|pie\s+de\s+foto|"
        r"(?:primera|anterior)\s+versión|versión\s+(?:anterior|previa|inicial)|versão\s+(?:anterior|inicial))",
        r"(?:por\s+error|erróneamente|equivocad\w+|incorrect\w+|corregid\w+|rectificad\w+|por\s+engano|errad[oa]\w*|"
        r"erroneamente|incorret\w+|corrigid\w+|alterad\w+|un\s+error|um\s+erro)",
    ),
    (
        r"(?:quest[oa]|nell?['’]?|dell?['’]?|l['’]|il|la|una|di(?:t|e|eze|ze|t)|het|in\s+(?:dit|het|een))\s*"
        r"(?:articolo|testo|pezzo|titolo|didascalia|(?:precedente|prima)\s+versione|versione\s+precedente|"
        r"artikel|bericht|stuk|verhaal|bijschrift|kop|eerdere\s+versie)",
        r"(?:per\s+errore|erroneamente|errat[oaie]\b|sbagliat\w+|corrett[oaie]\b|rettificat\w+|un\s+errore|"
        r"ten\s+onrechte|abusievelijk|onjuist\w*|verkeerd\w*|foutief|per\s+ongeluk|gecorrigeerd|aangepast|"
        r"gerectificeerd|verwisseld|een\s+fout)",
    ),
)
"""In German, French, Spanish and Portuguese, Italian and Dutch: what of ours is spoken of, and that it erred."""
CUES = (
    re.compile(
        r"^\W{0,4}(?=[^\n]{0,40}\d)[^\n:–—]{3,40}\s?[:–—]\s?(?:correct(?:ed|ion)|corrig|korrig|korrektur|berichtig|rectif|"
        r"rettific|correc[ct]i|correç|corrett|gecorrig|fixed\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{THIS}\b.{{0,120}}?\b{ERRED}", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"\b(?:we|the\s+\w+)\s+regrets?\s+(?:the|this|any|these)\s+errors?\b|"
        r"\bwe\s+apologi[sz]e\s+for\s+(?:the|this)\s+error",
        re.IGNORECASE,
    ),
    *(
        re.compile(rf"\b(?:{this})\b.{{0,120}}?\b(?:{erred})", re.IGNORECASE | re.DOTALL)
        for this, erred in SAID_ELSEWHERE
    ),
    re.compile(
        r"\b(?:in\s+einer\s+(?:früheren|vorherigen|ersten)\s+(?:version|fassung)|"
        r"in\s+der\s+ursprünglichen\s+(?:version|fassung)|"
        r"(?:dieser|der)\s+(?:artikel|text|beitrag)\s+wurde\s+.{0,40}?(?:korrigiert|geändert|berichtigt|angepasst)|"
        r"wir\s+haben\s+(?:das|dies|den\s+fehler|die\s+\w+)\s+.{0,40}?(?:korrigiert|geändert|berichtigt))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:une|la)\s+(?:première|précédente)\s+version|dans\s+une\s+version\s+(?:précédente|antérieure)|"
        r"(?:cet|l['’])\s*article\s+a\s+été\s+(?:corrigé|modifié|rectifié))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:una|en\s+una|la)\s+(?:primera\s+versión|versión\s+(?:anterior|previa|inicial))|(?:este|"
        r"el)\s+(?:artículo|texto)\s+ha\s+sido\s+"
        r"(?:corregido|modificado)|(?:uma|em\s+uma|na)\s+versão\s+(?:anterior|inicial)|(?:este|"
        r"o)\s+texto\s+foi\s+(?:corrigido|alterado)|"
        r"(?:una|in\s+una)\s+(?:precedente|prima)\s+versione|in\s+een\s+eerdere\s+versie|we\s+wcześniejszej\s+wersji|"
        r"in\s+una\s+versione\s+precedente|i\s+en\s+tidigare\s+version|i\s+en\s+tidligere\s+(?:utgave|"
        r"versjon|version))",
        re.IGNORECASE,
    ),
)
STEMS = (
    ("corr korr berichtig ectif rettif fixed", ": – —"),
    (
        "this these earlier previous prior original initial above print online first",
        "version article story post piece column report essay page headline caption photo graphic chart map item blog "
        "review obituary interview newsletter transcript dispatch editorial op-ed subheading table video podcast "
        "image introduction",
    ),
    ("regret apolog",),
    (
        "artikel text beitrag bericht meldung schrift titel newsletter interview grafik version fassung",
        "falsch fehler irrtümlich fälschlich versehentlich un korrigiert berichtigt gestellt verwechselt richtig",
    ),
    ("article texte papier légende titre infographie billet version", "err tort inexact corrig rectifi orthogr confon"),
    (
        "artículo texto noti informa reporta artig matéria post tit legenda pie vers",
        "err equivo incorr corr rectif engan alter",
    ),
    (
        "articol testo pezzo titol didascal version artikel bericht stuk verhaal bijschrift kop versie",
        "err sbagli corr rettific onrecht abusiev onjuist verkeerd fout ongeluk aangepast recti verwissel",
    ),
    ("version fassung korrigiert geändert berichtigt angepasst",),
    ("version article",),
    ("vers wersj utgave artículo texto",),
)
NEEDED = tuple(tuple(tuple(words.split()) for words in group) for group in STEMS)
"""For each of `CUES`, words of which it holds one, lower case: looking for them first is many times as fast."""
STANDING = re.compile(
    r"tell\s+us|let\s+us\s+know|report\s+(?:an?\s+)?(?:error|correction|typo|mistake)|submit\s+a|"
    r"send\s+(?:us\s+)?(?:a\s+)?correction|"
    r"corrections?\s+(?:policy|page|request)|see\s+(?:something|an\s+error)|"
    r"spot(?:ted)?\s+(?:an?\s+)?(?:error|mistake|typo)|"
    r"(?:found|notice[d]?)\s+an?\s+(?:error|mistake|typo)|suggest\s+a\s+correction|contact\s+us|"
    r"fehler\s+(?:gefunden|melden)|"
    r"signaler\s+une|will\s+be\s+(?:updated|corrected)|originally\s+(?:appeared|published|ran)\b|"
    r"(?:first\s+)?published\s+(?:in|by|on)\b.{0,40}$",
    re.IGNORECASE,
)
