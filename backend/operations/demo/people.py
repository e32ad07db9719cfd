"""Forty people who do not exist. Addresses end in example.com; 555-01xx numbers are reserved for fiction."""

from dataclasses import dataclass

ANYTHING = ("relaxation-massage", "deep-tissue-massage")
LIGHT = ("lymphatic-drainage", "relaxation-massage")
FIRM = ("deep-tissue-massage",)
SHAPE = ("body-contouring", "lymphatic-drainage")
EXPECTING = ("prenatal-massage",)
HEALING = ("post-surgical-care", "lymphatic-drainage")


@dataclass(frozen=True)
class Person:
    """`comes_for`: slugs of services; `note` is what they write now and then when they book."""

    name: str
    comes_for: tuple[str, ...]
    note: str = ""
    has_email: bool = True
    language: str = "en"

    @property
    def email(self) -> str:
        """Empty for those who call instead."""
        plain = self.name.lower().translate(str.maketrans("àâäçéèêëíîïñóôöøúûüÿž", "aaaceeeeiiinoooouuuyz", "'.’"))
        return plain.replace(" ", ".").replace("ł", "l") + "@example.com" if self.has_email else ""


PEOPLE = [
    Person("Priya Nair", LIGHT, "Two flights of stairs are fine, the lift is kinder in the evening."),
    Person("Tom Whitehorse", FIRM, "Left shoulder, an old skiing fall."),
    Person("Amélie Gagnon", EXPECTING, "22 semaines, mal au bas du dos.", language="fr"),
    Person("Jin-woo Park", FIRM),
    Person("Fatuma Abdi", LIGHT),
    Person("Daniel Kowalchuk", FIRM, "I drive long hauls. Right hip."),
    Person("Sofia Marchetti", HEALING, "Abdominal surgery in the autumn; I will bring the note."),
    Person("Grace Littlechild", ANYTHING),
    Person("Omar Haddad", FIRM),
    Person("Hannah Friesen", EXPECTING, "Second baby, week 17."),
    Person("Wei Zhang", LIGHT, "Please no scented oil."),
    Person("Margaret Sinclair", LIGHT, has_email=False),
    Person("Lucas Tremblay", ANYTHING, language="fr"),
    Person("Ngozi Eze", SHAPE),
    Person("Rebecca Stein", ANYTHING, "Migraines: low light if you can."),
    Person("Arjun Dhaliwal", FIRM),
    Person("Elena Popescu", HEALING, "Knee replacement in week six, the surgeon agrees."),
    Person("Marcus Bell", FIRM),
    Person("Yuki Tanaka", LIGHT),
    Person("Siobhán O'Keefe", ANYTHING),
    Person("Camila Rojas", SHAPE),
    Person("Walter Dyck", ANYTHING, has_email=False),
    Person("Leila Farahani", LIGHT, "Ankles swell by the evening."),
    Person("Chidi Okonkwo", FIRM),
    Person("Anna Lindqvist", EXPECTING),
    Person("Rosa Delgado", SHAPE, "The afternoon suits me best."),
    Person("Peter Crowfoot", ANYTHING),
    Person("Mei-Ling Chow", LIGHT),
    Person("Isabelle Roy", HEALING, "Mastectomie en septembre, note du médecin à l'appui.", language="fr"),
    Person("Samuel Tesfaye", FIRM, "Marathon in the spring. Calves."),
    Person("Dorothy Campbell", LIGHT, has_email=False),
    Person("Nadia Petrenko", SHAPE),
    Person("Ahmed Suleiman", FIRM),
    Person("Kiran Sandhu", ANYTHING),
    Person("Eleanor Blackwater", LIGHT),
    Person("Mateusz Nowak", FIRM),
    Person("Thandiwe Dube", EXPECTING, "Week 30; turning over takes me a while."),
    Person("Ruth Abernathy", HEALING, has_email=False),
    Person("Javier Morales", ANYTHING),
    Person("Linh Pham", LIGHT),
]


def phone_of(index: int) -> str:
    """+1 403 555 0101 to 0140: fictitious numbers of Calgary, one for each."""
    return f"+1403555{101 + index:04}"
