"""
Know the small things about written language that several stages need.

Tokens that no edit may cut, sentences with exact offsets, numbers as values,
dates, names, and spellings that a reader takes for the same. Pure functions of
strings; the tables of words live in data files, one a language. What a change
or a note means is decided further up.

- `tokens(text)`, `words(text)`, `pieces(text)`: whole tokens with offsets
- `sentences(text)`, `sentence_ends(text)`, `sentence_around(text, start, end, low, high)`: language needs no naming
- `is_abbreviation(word)`: whether a full stop after it belongs to it
- `numbers(text, language)`, `number_value(text)`: `four` = 4, `1.5m` = 1500000, `4th` = `fourth`
- `dates(text, language)`, `names(text, language)`, `opens_with_name(text, where)`
- `worth(text, language)`: the value of a phrase, whatever it is; `folded(text)`: without case and accents
- `read_numbers`, `read_dates`, `read_names`: the same from tokens already cut
- `key(word)`, `typographic(text)`, `visible(text)`, `stem(word)`: for comparing, never for showing
- `base(word)`: of an English word inflected in a way of its own, the word
- `Remembered(find_out)`: what was found out about a word, asked once
- `lexicon(language)`: months, titles, negations, verbs of speech and so on; `guess_language(text)`
"""

from revtrack.text.dating import Date, dates, read_dates
from revtrack.text.folding import INVISIBLE, code_points, key, stem, typographic, visible
from revtrack.text.irregular import base
from revtrack.text.lexicon import LANGUAGES, Lexicon, guess_language, is_title, language_code, lexicon, shared_words
from revtrack.text.naming import Name, has_name, names, opens_with_name, read_names
from revtrack.text.remembering import Remembered
from revtrack.text.splitter import is_abbreviation, sentence_around, sentence_ends, sentences
from revtrack.text.tokenizer import CURRENCY, Token, pieces, tokens, words
from revtrack.text.values import Number, NumberKind, number_value, numbers, read_numbers, unit_of
from revtrack.text.worth import folded, worth

__all__ = [
    "CURRENCY",
    "INVISIBLE",
    "LANGUAGES",
    "Date",
    "Lexicon",
    "Name",
    "Number",
    "NumberKind",
    "Remembered",
    "Token",
    "base",
    "code_points",
    "dates",
    "folded",
    "guess_language",
    "has_name",
    "is_abbreviation",
    "is_title",
    "key",
    "language_code",
    "lexicon",
    "names",
    "number_value",
    "numbers",
    "opens_with_name",
    "pieces",
    "read_dates",
    "read_names",
    "read_numbers",
    "sentence_around",
    "sentence_ends",
    "sentences",
    "shared_words",
    "stem",
    "tokens",
    "typographic",
    "unit_of",
    "visible",
    "words",
    "worth",
]
