"""Pictures as numbers: where dots, lines and words go. The templates `_svg_*.svg` draw them; they make no claims."""
