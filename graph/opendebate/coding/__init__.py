"""From coding files to records: YAML with positions, dates, words and passages."""
