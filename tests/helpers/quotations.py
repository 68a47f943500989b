"""Words cut out of an article, and the same with all their quotation marks."""

CUT = [
    ("no marks at all", "no marks at all"),
    ("listed” models", "“listed” models"),
    ("a “gift of", "a “gift of”"),
    ("“harm” and “fear”", "“harm” and “fear”"),
    ("harm” and “fear", "“harm” and “fear”"),
    ("very bad” for “him” and “her", "“very bad” for “him” and “her”"),
    ('very bad" for him', '"very bad" for him'),
    ('a "gift of', 'a "gift of"'),
    ("sehr schlimm“ für ihn", "„sehr schlimm“ für ihn"),
    ("ein „Geschenk für", "ein „Geschenk für”"),
    ("très mal » pour lui", "«très mal » pour lui"),
    ("dit qu'il est « très mal", "dit qu'il est « très mal»"),
    ("sehr schlimm« für ihn", "»sehr schlimm« für ihn"),
    ("the workers' view, don't ask", "the workers' view, don't ask"),
]
