"""What formats of coded text share: codes on passages of documents, which become statements.

Programs for qualitative analysis and annotation say which words of a text have which code, and who
gave it. They have no place for who speaks and which stance is taken. So a code becomes a claim, and
a coded passage a statement that affirms it, by whoever is known to speak, or else by the author or
by an unnamed speaker of that document alone. What this library wrote into a file is restored.
"""
