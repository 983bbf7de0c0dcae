"""`python -m zufolge` is `zufolge`."""

from zufolge.cli.app import main

if __name__ == "__main__":
    main()
