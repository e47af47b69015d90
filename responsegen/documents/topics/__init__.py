"""Tell papers what to say of topics; `ByKind` alone tells their kinds apart."""
