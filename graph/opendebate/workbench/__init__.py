"""Coding an article in the browser: a session on a debate's folder, and its local server."""
