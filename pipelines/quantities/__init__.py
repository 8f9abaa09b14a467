"""Every number in running text: what it measures, or why it measures nothing."""
