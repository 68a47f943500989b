"""Lessons in a browser: a site of JupyterLite that fetches nothing from elsewhere."""
