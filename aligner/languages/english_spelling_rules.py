"""Which letters of a Latin name may be others: sounds of Arabic and Russian, groups of given names, word doublets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aligner.languages.wordlist import words

__all__ = ["ARABIC_SOUNDS", "NAME_GROUPS", "RUSSIAN_ENDINGS", "RUSSIAN_SOUNDS", "Rules", "doublets"]


@dataclass(frozen=True)
class Rules:
    """The spellings of the sounds of one language, by their place in a word, with what each other spelling costs."""

    sounds: re.Pattern[str]
    inner: Mapping[str, tuple[tuple[int, str], ...]]
    first: Mapping[str, tuple[tuple[int, str], ...]]
    last: Mapping[str, tuple[tuple[int, str], ...]]

    def cut(self, word: str) -> Iterator[tuple[bool, bool, str]]:
        """The sounds of a word: whether it is the first, whether the last, and its letters."""
        found = self.sounds.findall(word)
        for place, sound in enumerate(found):
            yield place == 0, place == len(found) - 1, sound

    def alternatives(self, sound: str, first: bool, last: bool) -> Iterator[tuple[int, str]]:
        """The sound itself at no cost, then its other spellings in this place."""
        yield 0, sound
        if first:
            yield from self.first.get(sound, ())
        elif last and sound in self.last:
            yield from self.last[sound]
        else:
            yield from self.inner.get(sound, ())


def _table(text: str) -> dict[str, tuple[tuple[int, str], ...]]:
    """Lines of "sound: other cost, other cost"; "-" is no letter at all."""
    found = {}
    for line in text.strip().splitlines():
        sound, _, others = line.strip().partition(": ")
        pairs = (pair.split() for pair in others.split(", "))
        found[sound] = tuple((int(cost), "" if other == "-" else other) for other, cost in pairs)
    return found


_DOUBLED = "\n".join(f"{letter * 2}: {letter} 1" for letter in "bdfgklmnrstzy")

ARABIC_SOUNDS = Rules(
    sounds=re.compile(
        r"a'a|aa'|a'$|aa|ah$|eh$|ou|oo|ee|ai|ay|ei|ey|au|aw|ow|iy|kh|gh|dh|th|sh|ch|dj|"
        r"bb|dd|ff|gg|kk|ll|mm|nn|rr|ss|tt|zz|yy|qq|'|."
    ),
    inner=_table(
        f"""
        a'a: aa 1, a 1
        aa: a 1, a'a 2
        a: e 3
        e: i 3, a 3
        i: ee 3, e 3
        ee: i 1
        ou: u 1, oo 2
        oo: ou 1, u 1
        u: ou 1, o 3, oo 3
        o: u 1, ou 2
        ai: ay 1, ei 2, ey 3
        ay: ai 1, ei 2, ey 3
        ei: ai 2, ay 2, ey 2, ee 3
        ey: ay 2, ei 2, ai 2
        au: aw 1, ao 3
        aw: au 1, ow 3, ao 3
        ow: aw 2, au 2
        iy: i 1, y 2
        q: k 1, g 4
        k: q 4
        dh: d 2, z 3
        th: t 3
        gh: g 2
        sh: ch 3
        dj: j 1
        j: dj 4, g 4
        s: ss 3
        ss: s 1
        qq: q 2, kk 1
        ': - 1
        {_DOUBLED}
        """
    ),
    first=_table(
        """
        sh: ch 2
        q: k 1, g 3
        k: q 4
        ou: u 2, w 3
        w: ou 3
        u: o 2, ou 3
        o: u 1, ou 3
        ': - 1
        dh: d 2, z 3
        gh: g 2
        j: dj 3, g 4
        dj: j 1
        """
    ),
    last=_table(
        """
        a'a: aa 1, a 1, a' 2
        aa': aa 1, a 1, a' 1
        a': a 1, aa 1, a'a 2, ah 3
        aa: a 1, a'a 2, a' 2, ah 3
        a: ah 1, eh 2
        ah: a 1, eh 2
        eh: a 1, ah 1, e 2
        i: y 2, ee 3
        y: i 1
        ee: i 1
        ': - 1
        aw: au 2
        """
    ),
)

RUSSIAN_SOUNDS = Rules(
    sounds=re.compile(r"shch|sch|kh|zh|ts|tz|ch|sh|ks|ye|yo|io|ya|ia|yu|iu|ei|ey|ai|ay|oi|oy|ss|nn|ll|ff|'|."),
    inner=_table(
        """
        kh: h 2
        zh: j 3
        ts: tz 3, c 4
        tz: ts 1
        shch: sch 2
        sch: shch 2
        x: ks 2
        ks: x 2
        ye: e 1, ie 2
        yo: e 1, io 2
        io: yo 1, e 2
        ya: ia 2
        ia: ya 1
        yu: iu 2
        iu: yu 1
        ei: ey 2
        ey: ei 1
        ai: ay 2
        ay: ai 1
        oi: oy 1
        oy: oi 1
        ss: s 2
        nn: n 2
        ll: l 2
        ': - 1
        y: i 4
        """
    ),
    first=_table(
        """
        ye: e 1, ie 4
        e: ye 3
        yu: iu 2
        iu: yu 1
        ya: ia 3
        ia: ya 1
        kh: h 3
        zh: j 3
        ts: tz 3
        """
    ),
    last=_table(
        """
        ei: ey 1
        ey: ei 1
        ai: ay 1
        ay: ai 1
        y: i 1, iy 1, ii 3
        i: y 1, iy 2
        ia: ya 1
        ya: ia 1
        oi: oy 1
        oy: oi 1
        ': - 1
        """
    ),
)

# Endings of Russian surnames and given names, the longest first, with their other spellings.
RUSSIAN_ENDINGS: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = (
    ("skaya", ((2, "skaia"), (3, "skaja"))),
    ("skiy", ((1, "sky"), (1, "ski"), (2, "skii"))),
    ("skii", ((1, "sky"), (1, "ski"), (1, "skiy"))),
    ("sky", ((1, "skiy"), (1, "ski"), (2, "skii"), (3, "skij"))),
    ("ski", ((1, "sky"), (1, "skiy"), (2, "skii"))),
    ("tsky", ((1, "tskiy"), (1, "tski"), (2, "tskii"))),
    ("yov", ((1, "ev"), (2, "iov"), (2, "ov"))),
    ("yev", ((1, "ev"), (2, "iev"))),
    ("yova", ((1, "eva"), (2, "iova"))),
    ("yeva", ((1, "eva"), (2, "ieva"))),
    ("ayev", ((1, "aev"), (2, "aiev"))),
    ("iy", ((1, "y"), (1, "i"), (2, "ii"))),
    ("ov", ((4, "off"), (5, "ow"))),
    ("ev", ((4, "eff"), (3, "yev"))),
)

# Given names whose spellings no rule of sounds makes of each other.
_GROUPS = words("""
    mohammed/muhammad/mohamed/mohammad/muhammed/mohamad/mohamud/muhamad ahmed/ahmad/ahmet
    hussein/hussain/husayn/hossein/husain/hussien hassan/hasan youssef/yousef/yusuf/yousif/yusef/yussef
    mahmoud/mahmud mustafa/mustapha/moustafa/mostafa ibrahim/ebrahim/ibraheem ismail/esmail/ismael/ismaeel
    omar/umar/omer othman/osman/uthman osama/usama/oussama khaled/khalid tariq/tarek/tareq/tarik khalil/khaleel
    rafik/rafiq/rafic hafez/hafiz bashar/bachar walid/waleed/oualid saeed/said/sayed salih/saleh saleem/salim/selim
    sami/samy abdullah/abdallah/abdulla abdel/abdul/abdal/abd abdulrahman/abdelrahman/abdurrahman
    abdulaziz/abdelaziz moammar/muammar/moamer/muamar nasser/nasir/naser yasser/yasir/yaser jamal/gamal/djamal
    jalal/galal najib/nagib/naguib hajj/haj/hadj abu/abou bin/ibn/ben issa/isa/eissa musa/mousa/moussa yahya/yahia
    fouad/fuad louay/luay/louai riyad/riad/riyadh ziad/ziyad zeid/zayd/zaid zayed/zaied faisal/faysal/feisal
    fatima/fatma/fatimah aisha/aicha/ayesha leila/layla/laila/leyla zainab/zaynab/zeinab/zineb noura/nura
    nour/noor/nur khadija/khadijah/khadeeja mona/muna maryam/mariam/meriem amina/aminah huda/hoda/houda rania/raniya
    yasmin/yasmine/jasmin muqtada/moqtada ayatollah/ayatullah mehdi/mahdi reza/riza ali/aly issam/essam imad/emad
    adel/adil maher/mahir amer/amir hisham/hesham hashim/hashem qasim/qassem/kassem/qasem/kasim muthanna/mothanna
    munir/mounir murhaf/marhaf anas/anass sergei/sergey/serguei dmitry/dmitri/dmitriy/dimitri
    alexander/aleksandr/alexandr aleksandr/alexandr aleksei/alexei/alexey/aleksey alexey/aleksey andrei/andrey
    nikolai/nikolay yuri/yury/yuriy/iurii/iouri vasily/vasili/vasiliy valery/valeri/valeriy vitaly/vitali/vitaliy
    anatoly/anatoli/anatoliy gennady/gennadi/gennadiy grigory/grigori/grigoriy
    evgeny/yevgeny/evgeniy/yevgeni/yevgeniy mikhail/michail fyodor/fedor/feodor pyotr/petr/piotr semyon/semen
    artyom/artem maxim/maksim viktor/victor vyacheslav/viacheslav georgy/georgi/georgiy igor/ihor kirill/kiril
    matvei/matvey timofei/timofey arkady/arkadi arseny/arseni ilya/ilia elena/yelena/helena
    ekaterina/yekaterina/katerina natalia/natalya/nataliya tatiana/tatyana yulia/yuliya/julia/iulia
    ksenia/kseniya/xenia maria/mariya sofia/sofya anastasia/anastasiya viktoria/viktoriya/victoria
    evgenia/yevgenia/evgeniya lyudmila/ludmila/liudmila volodymyr/volodimir oleksandr/olexandr serhiy/serhii
    andriy/andrii dmytro/dmitro mykola/mikola mykhailo/mikhailo oleksiy/oleksii
    """)
NAME_GROUPS: dict[str, tuple[str, ...]] = {}
for _group in _GROUPS:
    _names = tuple(_group.split("/"))
    for _name in _names:
        NAME_GROUPS[_name] = tuple(dict.fromkeys((*NAME_GROUPS.get(_name, ()), *_names)))

_PAIRS = words("""
    defence/defense offence/offense licence/license centre/center theatre/theater labour/labor harbour/harbor
    honour/honor neighbour/neighbor neighbours/neighbors favour/favor armour/armor armoured/armored
    programme/program programmes/programs counsellor/counselor councillor/councilor organiser/organizer
    archaeology/archeology fertiliser/fertilizer paediatric/pediatric rouble/ruble roubles/rubles tsar/czar
    sheikh/shaikh sheikh/sheik emir/amir taliban/taleban quran/koran caliphate/khalifate kyiv/kiev kharkiv/kharkov
    lviv/lvov odesa/odessa mykolaiv/nikolaev dnipro/dnepr chernihiv/chernigov zaporizhzhia/zaporozhye
    hodeidah/hudaydah hodeida/hudayda hudaydah/hodeida mecca/makkah riyadh/riyad jeddah/jidda jeddah/jiddah
    basra/basrah erbil/irbil erbil/arbil sulaymaniyah/sulaimaniya duhok/dohuk latakia/lattakia tartus/tartous
    daraa/deraa daraa/dar'a suwayda/sweida suwayda/suweida sweida/suwaida raqqa/raqqah raqqa/rakka idlib/edlib
    hasakah/hasaka hasakah/hassakeh hasakah/hasakeh qamishli/kamishli kobani/kobane manbij/membij benghazi/bengazi
    khmeimim/hmeimim khmeimim/hmeymim quneitra/kuneitra hezbollah/hizbullah hezbollah/hizballah houthi/huthi
    houthis/huthis peshmerga/pesh-merga shia/shi'a shiite/shi'ite sunni/sunnite alawite/alawi
    """)
_DOUBLETS: dict[str, tuple[str, ...]] = {}
for _pair in _PAIRS:
    _one, _two = _pair.split("/")
    _DOUBLETS[_one] = (*_DOUBLETS.get(_one, ()), _two)
    _DOUBLETS[_two] = (*_DOUBLETS.get(_two, ()), _one)
_ISE = re.compile(r"(\w{3,})(is|iz)(ations?|e|ed|es|ing|ers?)$", re.IGNORECASE)
_NO_IZE = frozenset(
    words("""
    exercise enterprise franchise promise premise expertise advertise supervise compromise surprise otherwise size
    prize seize
    """)
)


def doublets(word: str) -> tuple[str, ...]:
    """The other spellings of a common word or a place: defense for defence, organization for organisation."""
    low = word.casefold()
    others = list(_DOUBLETS.get(low, ()))
    found = _ISE.fullmatch(low)
    if found and low.rstrip("sd") not in _NO_IZE and low not in _NO_IZE:
        others.append(f"{found[1]}{'iz' if found[2] == 'is' else 'is'}{found[3]}")
    if word.isupper():
        return tuple(other.upper() for other in others)
    return tuple(other.capitalize() if word[:1].isupper() else other for other in others)
