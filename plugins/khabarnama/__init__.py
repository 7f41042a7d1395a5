"""Khabarnama: a bilingual Urdu/English news digest on Pelican."""
