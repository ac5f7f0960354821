"""Pure arrays: tables over a few issues go in, the zone and its explanations come out. No words, no files."""
