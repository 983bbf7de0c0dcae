"""Finds names, times and quantities in the words; decides nothing about claims."""
