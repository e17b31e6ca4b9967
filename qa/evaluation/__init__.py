"""Measuring: questions with known answers, reading and retrieval on SQuAD files, fitting the decision."""
