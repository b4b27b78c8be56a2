def wrap(what):
    return f"[{what}]"
