"""Claims as an argumentation framework: extensions, acceptability and scores."""
