"""`negsim studio`: scenarios written in a browser on this machine, the answer beside them, and the room of a workshop."""
