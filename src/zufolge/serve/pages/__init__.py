"""The pages that people look at, one file each; their layout stands in `templates`."""
