"""Whole archives of articles on all cores or many machines, into shards of tables. Not the reading itself."""
