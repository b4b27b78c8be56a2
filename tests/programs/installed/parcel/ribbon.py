class Ribbon:
    @staticmethod
    def tie(what):
        return f"~{what}~"
