"""Drafts: proposals of statements, and the proof that no unproven word gets into the coding."""
