"""`negsim studio`: scenarios written in a browser on this machine, and the room of a workshop."""
