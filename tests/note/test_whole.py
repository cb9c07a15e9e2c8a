"""
A short block is a note when its sentences together admit an error, in any language.
"""

import pytest

from revtrack.model import Document, NoteKind, paragraphs
from revtrack.note import find_notes

BODIES = {
    "de": "Der Hafenrat von Ostfelde hat am Dienstagabend über die Fähre und die Preise beraten.",
    "fr": "Le conseil du port de Valmorel a débattu mardi soir du bac et des tarifs de la saison.",
    "es": "El concejo del puerto de Valdemora debatió el martes por la noche sobre la barca y las tarifas.",
    "pt": "A câmara do porto de Várzea debateu na terça-feira à noite sobre a balsa e as tarifas.",
    "it": "Il consiglio del porto di Marina ha discusso martedì sera del traghetto e delle tariffe.",
    "nl": "De havenraad van Laagmeer sprak dinsdagavond over de veerpont en de tarieven van het seizoen.",
}


def kinds(language: str, text: str) -> list[NoteKind]:
    """Return the kinds of the notes in an invented article that ends with *text*."""
    return [note.kind for note in find_notes(Document(paragraphs((BODIES[language], BODIES[language], text))))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wegen eines Zahlendrehers wurde das Baujahr mit 1878 angegeben. Es ist 1887."),
        ("fr", "À la suite d’une erreur de calcul, nous avons publié un taux de 9 %. Il s’élève à 19 %."),
        ("es", "Por una confusión, se dijo que el molino era de 1910. Es de 1901."),
        ("pt", "Por uma gralha, foi indicado que o moinho era de 1910. É de 1901."),
        ("it", "Per un refuso è stato scritto che il mulino era del 1910. È del 1901."),
        ("nl", "Door een tikfout werd gemeld dat de molen uit 1910 is. Hij is uit 1901."),
    ],
)
def test_slip_in_what_was_published_and_the_fact_after_it_are_a_note(language: str, text: str) -> None:
    """
    A slip of the newsroom, what was published because of it, and the right fact are a correction without a label.
    """
    assert kinds(language, text) == [NoteKind.CORRECTION]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei hatte zunächst von drei Verletzten gesprochen. Es waren fünf."),
        ("fr", "Par erreur, la mairie a envoyé deux factures. Elle est revenue sur sa décision."),
        ("es", "Por error, el alcalde firmó dos contratos. Es la segunda vez este año."),
        ("pt", "Por engano, a câmara enviou duas faturas. É a segunda vez este ano."),
        ("it", "Per errore il Comune ha inviato due bollette. È la seconda volta quest’anno."),
        ("nl", "Per abuis stuurde de gemeente twee rekeningen. Het is de tweede keer dit jaar."),
    ],
)
def test_slip_of_others_is_no_note(language: str, text: str) -> None:
    """
    What a mayor, the police or a town did by mistake is news, not a note.
    """
    assert kinds(language, text) == []


@pytest.mark.parametrize(
    "text", ["¿Ha visto un error en esta noticia? Escríbanos.", "¿Hay un error en este artículo? Lo corregimos."]
)
def test_question_to_readers_is_no_note(text: str) -> None:
    """
    A newspaper that asks its readers for errors has not admitted one.
    """
    assert kinds("es", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Im Vorspann dieses Artikels war von Ostfelde die Rede. Gemeint ist Westfelde."),
        ("fr", "Une coquille nous a fait écrire que le bac mesure 9 mètres ; il en mesure 19."),
        ("es", "Nos equivocamos: la barca es la segunda de la ría y no la primera."),
        ("pt", "Erro nosso: a balsa parte do cais norte, e não do cais sul."),
        ("it", "Errore nostro: il traghetto parte dal molo nord, non dal molo sud."),
        ("nl", "In het artikel ‘Wie vaart er nog?’ zijn twee foto’s verwisseld. Onze excuses."),
    ],
)
def test_error_owned_up_to_in_plain_words_is_a_note(language: str, text: str) -> None:
    """
    A newsroom that says in the first person that it erred, or what its own pages held, has made a correction.
    """
    assert kinds(language, text) == [NoteKind.CORRECTION]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Abbiamo corretto la rotta, racconta lo skipper, e non la velocità."),
        ("nl", "We hebben de koers gecorrigeerd, zegt de schipper, en niet de snelheid."),
        ("es", "Hemos corregido nuestra estrategia, dice la empresa, y no el producto."),
        ("it", "Per un errore di calcolo la diga è stata costruita tre metri più bassa. È ancora lì."),
    ],
)
def test_what_others_put_right_is_no_note(language: str, text: str) -> None:
    """
    People in the news who correct a course, a plan or a dam have not corrected the article.
    """
    assert kinds(language, text) == []


def test_bracket_that_sets_the_wrong_value_against_the_right_one_belongs_to_its_sentence() -> None:
    """
    `on 2 February (and not 22 February as stated in the first version)` is one note with both values.
    """
    text = "L’incontro è il 2 febbraio (e non il 22 febbraio come indicato nella prima versione di questo articolo)."
    (note,) = find_notes(Document(paragraphs((BODIES["it"], text))))
    assert note.text == text
    assert [(claim.old, claim.new) for claim in note.claims] == [("22 febbraio", "2 febbraio")]


@pytest.mark.parametrize(
    ("language", "text", "old", "new"),
    [
        ("it", "Ieri abbiamo pubblicato che il molo è del 1910, in realtà è del 1901.", "1910", "1901"),
        ("es", "Este diario publicó ayer que el molino es de 1910, cuando es de 1901.", "1910", "1901"),
        ("de", "Wir haben Karl Moser zunächst als Fischer bezeichnet, er ist Lotse.", "Fischer", "Lotse"),
    ],
)
def test_statement_taken_back_in_the_same_breath_is_a_note_with_both_values(
    language: str, text: str, old: str, new: str
) -> None:
    """
    What we published and the fact in one sentence, after a comma, are a correction with both values.
    """
    (note,) = find_notes(Document(paragraphs((BODIES[language], BODIES[language], text))))
    (claim,) = note.claims
    assert old in (claim.old or "")
    assert new in (claim.new or "")
