"""Annotations of INCEpTION and WebAnno: UIMA CAS in JSON, and WebAnno TSV 3.

Annotations of custom layers become statements: a feature such as “label” names the code, which
becomes a claim; “speaker”, “stance” and “comment” say what they say, and all other features become
attributes of the statement. The text serves to seal passages, and is never kept.
"""
