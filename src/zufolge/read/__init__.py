"""From files and pages to articles."""
