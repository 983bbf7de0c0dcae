"""The HTTP API, one file for each thing that programs ask for; the same questions as the command line."""
