"""The pages on which a team reads what was said about a theme or a code, quote by quote."""
