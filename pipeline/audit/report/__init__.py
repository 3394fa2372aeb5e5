"""The report to an ethics reviewer: 24 points, each with what shows it, or "not done"."""
