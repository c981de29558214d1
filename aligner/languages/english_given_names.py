"""Given names as English prints them, Arabic, Russian and others, with the sex they tell."""

from __future__ import annotations

import unicodedata

from aligner.languages.wordlist import words

__all__ = ["ARABIC_NAMES", "RUSSIAN_NAMES", "folded", "gender_of"]

_ARABIC_MEN = words("""
    abbas abboud abdel abdul abdulaziz abdulkarim abdullah abdulrahman abdurrahman abed adel adham adib adnan ahmad
    ahmed akram ali alaa amer amin amir amjad ammar amr anas anwar aref arif asaad asad asem ashraf asim assem atef
    awad aws ayman ayoub ayyub aziz badr bahaa baha bandar barham basel bashar bashir basil bassam bassel bilal
    bishr burhan dawood dawud dhiab diab ehab elias essam fadel fadi fadhil fahad fahd fahmi faisal farhan farid
    faris farouk farouq faruq fathi fawaz fawzi fayez faysal fayyad firas fouad fuad ghaleb ghaith ghanem ghassan
    ghazi ghazwan habib hadi hafez haidar haider haitham hakan hakim hamad hamadi hamdan hamdi hamed hamid
    hamza hani hareth harith haroun hasan hashem hashim hassan hatem haydar haytham hazem hazim hikmat hisham hosni
    hossein houssam humam husam husayn husni hussain hussam hussein hussien iyad ibrahim idris ihab imad imran isa
    ismail ismael issa issam jaafar jaber jabir jafar jalal jamal jameel jamil jasim jassem jassim jawad joumblatt
    kamal kamel kareem karim kassem kazem khaldoun khaled khalid khalifa khalil khayri khidr laith layth lotfi louay
    luay lutfi maher mahdi mahmoud mahmud majed majid makram malek malik mamdouh mamoun mansour mansur marhaf marwan
    masoud massoud mazen mazin mazloum meshaal midhat miqdad mishaal moammar moataz moaz moeen mohamad mohamed
    mohammad mohammed mohannad mohsen moncef monzer mounir mousa moussa muammar muawiya muayyad mubarak muhammad
    muhammed muhannad muhsin mukhtar munir munther muqtada murad murhaf musa musab mustafa mustapha muthanna mutaz
    nabih nabil nader nadim naeem nahyan naif najib najm nasir nasr nasser nawaf nawwaf nayef nazem nazih nidal
    nizar nouri numan nuri omar omran osama osman othman qais qasem qasim qassem qusay qutayba raad rabih raed rafat
    rafic rafik rafiq raghib rajab rakan rami ramadan ramez ramzi rashad rashed rashid rasoul riad riyad riyadh saad
    saadi saadoun sabah sabri sadeq sadiq saeed saddam safwan said sajjad saleem saleh salem salih salim salman
    samer sameh sami samir sattam saud sayyid seif selim shadi shafiq shaker shakib shawqi sherif shihab shukri
    sinan sobhi sohail soleiman subhi sufyan suhail sulaiman suleiman sultan taha tahir taher taleb talal talib
    tamer tamim tammam tareq tarek tariq tawfiq tayeb thabit thaer turki ubaida uday umar usama uthman wael wajih
    waleed walid waseem wasim wissam yahia yahya yaqub yaser yasin yasir yassin yasser yazan yazid yousef youssef
    yousif yunus yusuf younes younis zaher zahir zakaria zaki zayd zayed zeid zia ziad ziyad zuhair zouheir mawlawi
    mullah recep tayyip bulent mevlut hulusi kemal devlet selahattin ekrem mehmet murat burak emre omer serkan tolga
    rouhollah mojtaba behrouz bijan dariush esmail farhad fereydoun javad kambiz kaveh mehdi nasrollah parviz ramin
    reza rostam shahram siamak nechirvan masrour bafel qubad mazlum sipan sherwan azad dilshad rebar
    """)
_ARABIC_WOMEN = words("""
    abeer abir afaf ahlam aisha alia amal amani amina amira aseel asma asmaa assma atika aya ayat aysha azza badria
    bahia bana basma batoul bothaina bouthaina buthaina bushra dalal dalia dana dania deema dima dina doaa dunia
    eman esraa fadia fadwa faiza farida fatima fatma fatin fayrouz fadila fida ghada ghadir habiba hadeel hadil hala
    haifa halima hana hanaa hanadi hanan hanin hayat haya heba hela hessa hiba hind houda huda hoda ibtihal ibtisam
    ilham iman inaam inas intisar israa jamila jana jihan joumana jumana karima kawthar khadija khawla kholoud lama
    lamia latifa layla leena leila lina loubna lubna lujain luma mabrouka magda maha mai majda malak manal maram
    mariam marwa maryam mays maysa maysoon medea mona mouna muna munira nabila nada nadia nafisa nagham nahed nahla
    naila najat najla najwa nawal nayla nermin nesreen nida nisreen noha nora noura nuha nura ola oula rabab rabia
    raghad rahaf rahma raja rajaa rana randa rania rasha rawan razan reem reema rihab rima rita rola roula roza ruba
    rubab ruqayya saada sabah sabrine safaa safia sahar salma salwa samah samar samia samira sana sanaa sara sarah
    sawsan shadia shahd shaima shaimaa shams shatha sherine shirin shorouq siham soad soha somaya suad suha suhair
    suheir sumaya sumayya susan suzan taghrid tahani tuful umaima wafa wafaa wedad wijdan yara yasmin yasmine yusra
    zahra zahraa zainab zaynab zeinab zeina zohra bervin berivan parwin perwin shilan ronahi rojin nesrin ayse
    aysegul aylin emine hatice meral pervin sevgi tansu zehra aynur gulsen azadeh fariba farzaneh leyla mahsa masih
    masoumeh narges nasrin parisa parvin simin
    """)
_RUSSIAN_MEN = words("""
    aleksandr aleksei aleksey aleksandar alexander alexandr alexei alexey anatoli anatoly andrei andrey andriy anton
    arkady arseny artem artur artyom aslan azat bogdan bohdan boris dmitri dmitriy dmitro dmitry dmytro denis demyan
    eduard efim egor evgeni evgeny fedor fyodor gavriil gavril gennadi gennadiy gennady georgi georgiy georgy german
    gleb grigori grigory igor ilya innokenty ivan kirill kiril klim konstantin lavrenti leonid lev leonti maksim
    maksym marat matvei maxim mikhail mikhailo mykhailo mykola mstislav nazar nestor nikita nikolai nikolay oleg
    oleh oleksandr oleksii oleksiy ostap pankrat pavel pavlo petr petro piotr platon pyotr ramzan rinat roman
    rostislav ruslan rustam saveli savely semyon serge sergei sergey sergii serhii serhiy stanislav stepan
    svyatoslav taras tigran timofei timofey timur trofim vadim vadym valentin valeri valery vasili vasily vasyl
    veniamin viktor victor vitali vitaliy vitaly vladimir vladislav volodymyr vsevolod vyacheslav viacheslav yakov
    yaroslav yefim yegor yevgeni yevgeny yevhen yuri yuriy yury yurii zakhar zurab giorgi levan vakhtang irakli otar
    nikol gevorg armen levon hayk artak ilham
    """)
_RUSSIAN_WOMEN = words("""
    alina alisa alla alyona anastasia anastasiya antonina asya daria darya diana dina ekaterina elena elizaveta
    elvira evgenia evgeniya galina inna inessa irina karina katerina khatia kira klavdia ksenia kseniya larisa lidia
    lilia liliya lyubov lyudmila liudmila ludmila lesya maria marina mariya maya margarita nadezhda natalia natalya
    nataliya nina nonna oksana olena olesya olga polina raisa regina rimma rosa roza sofia sofya svetlana taisia
    tamara tatiana tatyana ulyana valentina valeria vasilisa vera veronika viktoria viktoriya yana yaroslava yelena
    yekaterina yelizaveta yevgenia yulia yuliya yulya zhanna zinaida zoya nino salome ketevan tamar tamta nestan
    medea anush ani anahit gayane
    """)
_OTHER_MEN = words("""
    aaron abraham achim adam adolf adrian alain alan albert alberto aldo alejandro alessandro alex alfonso alfred
    alfredo allan alvaro anders andre andreas andres andrew angelo anthony antoine antonio antony ariel arnaud
    arthur arturo axel barack ben benjamin benoit bernard bernd bernie bill bjorn bob bobby boyko brad brandon brett
    brian bruce bruno bryan carl carlo carlos cedric charles charlie chris christian christoph christophe
    christopher chuck claude clement colin craig cyril dan daniel daniele dario david davide dean dennis derek diego
    dieter dirk dominic dominique don donald douglas duncan ed eddie edgar edmund edouard eduardo edward edwin ehud
    emil emilio emmanuel enrico enrique eric erik ernest ernesto erwin etienne eugene fabio felipe felix fernando
    filip florian francesco francis francisco franck francois frank franz fred frederic frederick frederik friedrich
    gabriel gary gavin geert geir geoffrey george georges gerald gerard gerhard gianni gilbert gilles giovanni
    giuseppe glenn gordon graham greg gregory guillaume guido gunter gustavo guy hans harald harold harry heinrich
    heinz helmut henri henrik henry herbert herman hugo ian ignacio isaac jack jacek jacques jake jakob jaime jair
    james jamie jan janez jared jason javier jay jean jeff jeffrey jens jeremy jerome jerry jesus jim jimmy joachim
    joao joe joel joerg johan johann johannes john johnny jon jonas jonathan jordan jorge jose josef joseph joshua
    josep juan julian jurgen justin karel karl keir keith ken kenneth kevin klaus kurt kyriakos larry lars laurent
    lawrence leo leon leonardo lloyd lorenzo louis luc luca lucas luigi luis luiz lukas luke manfred manuel marc
    marcel marcelo marco marcos marek mario mark marko martin massimo mateusz matt matteo matthew matthias matthieu
    maurice mauricio max michael michal michel miguel mike miklos milan milos mitch mohan narendra nathan neil
    nicholas nick nicola nicolas nicos niels nigel norbert olaf ole oliver olivier olof omri oscar otto pablo paolo
    pascal patrice patrick paul paulo pedro per pete peter petr phil philip philippe pierre piero radek rafael
    rainer ralf ralph ramon randy raphael raul ray raymond rene ricardo riccardo richard rick rob robert roberto
    robin rodrigo roger roland rolf ron ronald ross rudolf rupert russell ryan salvador salvatore sam samuel
    santiago scott sean sebastian sergio seth shaun silvio simon stefan stefano stephane stephen steve steven stuart
    sven tedros ted terry thierry thomas tim timothy tobias todd tom tomas tommy tony trevor uwe victor vincent
    vincenzo viktor volker walter warren wayne werner wilfried wilhelm will willem william willy winston wolfgang
    xavier yannick yitzhak yoav yves benny bezalel itamar naftali yair gideon avigdor moshe shimon shlomo amos
    """)
_OTHER_WOMEN = words("""
    abigail ada adele adriana agnes aimee alexandra alice alicia alison amanda amelia amy ana andrea angela angelica
    angelina anita ann anna annalena anne annette annie annika antonia astrid audrey barbara beate beatrice beatriz
    becky belinda bernadette bertha beth betty birgit bonnie brenda bridget brigitte camilla carla carmen carol
    carolina caroline catherine cathy cecilia celine charlotte chiara christina christine cindy claire clara claudia
    clare colette cristina cynthia danielle deborah denise diana diane dolores donna dora doris dorothy edith eileen
    elaine eleanor eliane elisa elisabeth eliza elizabeth ella ellen elsa emily emma erica erika esther eugenia eva
    eve evelyn fiona flora florence frances francesca francoise freya gabriela gabriella gabrielle genevieve
    gertrude gina giorgia gisele giulia gloria grace greta hannah harriet heather heidi helen helena helene helga
    henrietta hilary hillary hilda ilse ines ingrid irene iris isabel isabella isabelle ivanka jacinda jackie
    jacqueline jane janet janice jeanne jenna jennifer jenny jessica jill joan joanna joanne josephine joyce judith
    judy julia juliana julie juliet justine kaja kamala karen karin karine karolina kate katharina katherine
    kathleen kathryn kathy katie katja katrin kristalina kristin kristina laura lauren leah lena liliana linda lisa
    liz liza loretta louise lucia lucie lucy luisa lynn madeleine magdalena manon manuela margaret margarida margot
    maria mariana marianne marie mariella marina marine marion marisa marlene marta martha martine mary mathilde
    matilda maureen megan melania melanie melissa mercedes mette mia michaela michele michelle mildred miriam molly
    monica monika monique nadine nancy naomi natalie natasha nathalie nelly nicole nikki nina nora olivia ophelia
    pamela patricia paula pauline penelope penny petra phoebe priscilla rachel raquel rebecca renata rita roberta
    rosa rosalia rosario rose rosemary ruth sabine sabrina sally samantha sandra sanna sara sarah sharon sheila
    shirley sigrid silvia simone sofia sonia sophia sophie stella stephanie sue susan susana susanna susanne suzanne
    sylvia sylvie tamara teresa theresa therese tina tulsi ulrike ursula valerie vanessa veronica victoria viola
    violeta virginia vivian wendy yolanda yvette yvonne zoe
    """)

ARABIC_NAMES = frozenset((*_ARABIC_MEN, *_ARABIC_WOMEN))
RUSSIAN_NAMES = frozenset((*_RUSSIAN_MEN, *_RUSSIAN_WOMEN))
_WOMEN = frozenset((*_ARABIC_WOMEN, *_RUSSIAN_WOMEN, *_OTHER_WOMEN))
_MEN = frozenset((*_ARABIC_MEN, *_RUSSIAN_MEN, *_OTHER_MEN))
# Borne by both somewhere: Andrea, Jean, Nour.
_EITHER = (_MEN & _WOMEN) | frozenset(
    words("""
    andrea jean jan kim nour noor jihad sabah wissam alex robin leslie lee hikmat dominique claude michele ihsan
    """)
)
_ROYAL = frozenset(
    words("""
    sheikh sheikha sir lady lord prince princess king queen pope dr mr mrs ms gen col maj
    """)
)
_FEMALE_WORDS = frozenset(words("sheikha lady princess queen mrs ms bint mint umm"))
_NO_SLAVIC = frozenset(words("casanova cordova villanova genova canova nova terranova"))


def folded(word: str) -> str:
    """A word in small letters without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in plain if letter.isalpha() and letter.isascii())


def gender_of(name: str) -> str:
    """ "m" or "f" where the name tells, else ""."""
    if name.startswith(("Jean-", "Pierre-")):
        return "m"
    tokens = [folded(token) for token in name.replace("-", " ").split()]
    if any(token in _FEMALE_WORDS for token in tokens):
        return "f"
    while len(tokens) > 1 and tokens[0] in _ROYAL:
        tokens = tokens[1:]
    if not tokens:
        return ""
    first, last = tokens[0], tokens[-1]
    if first in ("abd", "abdul", "abdel", "abu", "abou") and len(tokens) > 1:
        return "m"
    if first not in _EITHER and first in _MEN:
        return "m"
    if first not in _EITHER and first in _WOMEN:
        return "f"
    if any(token in ("bin", "ibn") for token in tokens[1:]):
        return "m"
    if len(tokens) > 1 and len(last) > 4 and last not in _NO_SLAVIC:
        if last.endswith(("ova", "eva", "skaya", "skaia")):
            return "f"
        if last.endswith(("ov", "ev", "sky", "skiy", "skii")):
            return "m"
    return ""
