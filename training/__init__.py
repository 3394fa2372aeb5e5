"""How the tagger and the weights of the evidence are made: one command, named inputs, a fixed seed."""
