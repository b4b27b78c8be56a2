"""Imported late."""

_count = 0


def counter():
    """Counts its calls."""
    global _count
    _count += 1
    return _count


def table(cart):
    """Lines of a cart."""
    return "\n".join(f"{name:<8}|{price:>6.2f}" for name, price in cart.items)
