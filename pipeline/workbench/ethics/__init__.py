"""The page on which an ethics reviewer sees how people are protected, with what shows it."""
