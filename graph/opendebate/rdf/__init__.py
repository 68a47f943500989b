"""From records to a validated RDF dataset, and the store that answers queries."""
