"""The record as open data: tables for spreadsheets and databases, and an API of plain files.

Everything is made from the staged register of an edition, one authority at a time, and is the same, byte for byte, for
the same record, day and versions.
"""
