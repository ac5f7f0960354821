"""Other tools' files, read into scenarios and written from them."""
