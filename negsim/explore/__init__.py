"""The page of `negsim explore`: one file that answers by itself, wherever it is opened."""
