"""Claims as an argumentation framework: which can be held together, and which stand."""
