"""Run the command line as `python -m revtrack`."""

from revtrack.cli import main

if __name__ == "__main__":  # The poller's worker processes import this module under another name.
    main()
