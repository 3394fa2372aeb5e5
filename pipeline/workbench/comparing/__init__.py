"""The pages on which a team sees where its coders agree, settles where they do not, and when it has heard enough."""
