//! The two scripts and the words of 繁體, in every text that comes with the program: screen, spreadsheets,
//! templates, sample, start page.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use counterpoise::domain::name::Language;
use counterpoise::i18n::sheet_words;

use crate::words::texts;

/// A simplified sign and its traditional one, each of which only one of the two scripts has.
const PAIRS: &str = "\
    专專业業丛叢东東丝絲丢丟两兩严嚴丧喪个個个箇临臨为為丽麗举舉义義乌烏乐樂乔喬习習乡鄉书書买買乱亂争爭\
    亏虧亚亞产產亩畝亲親亿億仅僅从從仑侖仑崙仓倉仪儀们們众眾会會伞傘伟偉传傳伤傷伦倫伪偽侠俠侣侶侥僥侦偵\
    侧側侨僑侩儈俩倆俭儉债債倾傾偿償储儲兑兌兰蘭关關兴興兹茲养養兽獸内內冈岡册冊写寫军軍农農冯馮冲沖冲衝\
    决決况況冻凍净淨凉涼减減凑湊凛凜凤鳳凭憑凯凱击擊凿鑿刘劉则則刚剛创創删刪别別别彆刹剎刽劊剂劑剑劍剥剝\
    剧劇劝勸办辦务務动動励勵劲勁劳勞势勢勋勛勋勳匀勻区區医醫华華协協单單卖賣卢盧卤滷卤鹵卧臥卫衛却卻厅廳\
    历曆历歷厉厲压壓厌厭厕廁厢廂厦廈厨廚厩廄县縣参參双雙发發发髮变變叙敘叠疊叶葉号號叹嘆叹歎吓嚇吕呂吗嗎\
    启啟吴吳呐吶呕嘔员員呛嗆呜嗚咏詠咙嚨响響哑啞哗嘩哗譁哟喲唤喚啮齧啸嘯喷噴嘘噓嘱囑嚣囂团團团糰园園囱囪\
    围圍国國图圖圆圓场場块塊坚堅坛壇坛罈坝壩坞塢坟墳坠墜垄壟垒壘垦墾垫墊堑塹堕墮墙牆壮壯声聲壳殼壶壺处處\
    备備够夠头頭夹夾夺奪奋奮奖獎奥奧妆妝妇婦妈媽娄婁娇嬌娱娛婴嬰婶嬸孙孫学學孪孿宝寶实實宠寵审審宪憲宫宮\
    宽寬宾賓寝寢对對寻尋导導寿壽将將尔爾尘塵尝嘗尝嚐尧堯尽儘尽盡层層屉屜届屆属屬屡屢屿嶼岁歲岂豈岗崗岛島\
    峡峽峦巒崭嶄巩鞏币幣帅帥师師帐帳帜幟带帶帧幀帮幫幂冪广廣庆慶庐廬库庫应應庙廟庞龐废廢开開弃棄张張弥彌\
    弥瀰弯彎弹彈强強归歸当噹当當录錄彦彥彻徹径徑忆憶忧憂态態怂慫总總恋戀恒恆恳懇恶惡恼惱悦悅悬懸悯憫惧懼\
    惨慘惩懲惫憊惭慚惮憚惯慣愤憤慑懾懒懶戏戲战戰户戶执執扩擴扫掃扬揚抚撫抛拋抡掄抢搶护護报報担擔拟擬拢攏\
    拣揀拥擁拦攔拧擰拨撥择擇挚摯挛攣挝撾挞撻挟挾挠撓挡擋挣掙挤擠挥揮捞撈损損捡撿换換捣搗掳擄掷擲掸撢掺摻\
    揽攬搀攙搁擱搂摟搅攪携攜摄攝摆擺摇搖摊攤撑撐撵攆擞擻敌敵敛斂数數斋齋斩斬断斷无無旧舊时時旷曠昼晝显顯\
    晋晉晓曉晕暈暂暫术術杀殺杂雜权權条條来來杨楊枢樞枣棗枪槍枪鎗枫楓柠檸栅柵标標栈棧栋棟栏欄树樹样樣档檔\
    桥橋桨槳桩樁梦夢检檢椭橢楼樓槛檻横橫樱櫻橱櫥欢歡欧歐歼殲残殘殴毆毁毀毁燬毕畢毙斃毡氈氢氫汇匯汇彙汉漢\
    汤湯汹洶沟溝没沒沥瀝沦淪沧滄沪滬泪淚泻瀉泼潑泽澤浅淺浆漿浇澆浊濁测測济濟浑渾浓濃涛濤涟漣涡渦涣渙涤滌\
    润潤涧澗涨漲涩澀渊淵渍漬渐漸渔漁渗滲温溫湾灣湿溼湿濕溃潰溅濺滚滾滞滯满滿滤濾滥濫滦灤滨濱滩灘潍濰潜潛\
    澜瀾濒瀕灭滅灯燈灵靈灾災灿燦炉爐点點炼煉炼鍊炽熾烁爍烂爛烛燭烟煙烦煩烧燒烩燴烫燙烬燼热熱焕煥爱愛爷爺\
    牵牽牺犧犊犢状狀犹猶狈狽狞獰独獨狭狹狮獅狰猙狱獄猎獵猪豬猫貓献獻獭獺玛瑪环環现現珐琺琐瑣琼瓊瑶瑤电電\
    画畫畅暢畴疇疗療疟瘧疡瘍疮瘡疯瘋痉痙痪瘓瘪癟瘫癱癣癬皑皚皱皺盏盞盐鹽监監盖蓋盗盜盘盤睁睜瞒瞞瞩矚矫矯\
    矾礬矿礦码碼砖磚砚硯砾礫础礎硕碩碍礙碱鹼礼禮祷禱祸禍禄祿秃禿秆稈积積称稱秽穢税稅稳穩穷窮窃竊窍竅窑窯\
    窜竄窝窩窥窺竖豎竞競笋筍笔筆笺箋笼籠筛篩筹籌签簽签籤简簡箩籮篓簍篮籃类類粤粵粪糞粮糧紧緊纠糾红紅纤縴\
    纤纖约約级級纪紀纫紉纬緯纯純纱紗纲綱纳納纵縱纶綸纷紛纸紙纹紋纺紡纽紐线線练練组組绅紳细細织織终終绊絆\
    绍紹绎繹经經绑綁绒絨结結绕繞绘繪给給绚絢络絡绝絕绞絞统統绢絹绣繡绥綏绦絛继繼绩績绪緒续續绰綽绳繩维維\
    绵綿绷繃绸綢综綜绽綻绿綠缀綴缄緘缅緬缆纜缉緝缎緞缓緩缔締缕縷编編缘緣缚縛缝縫缠纏缨纓缩縮缮繕缴繳罗羅\
    罚罰罢罷翘翹耸聳耻恥聂聶聋聾职職联聯聪聰肃肅肠腸肤膚肾腎肿腫胀脹胁脅胆膽胶膠脉脈脏臟脏髒脐臍脑腦脓膿\
    脚腳脱脫脸臉腻膩腾騰舆輿舰艦舱艙艰艱艳艷艳豔艺藝节節芜蕪芦蘆苇葦苍蒼苏蘇茎莖荆荊荚莢荡盪荡蕩荣榮荤葷\
    荧熒荫蔭药藥莱萊莲蓮获獲获穫莹瑩萝蘿萤螢营營萧蕭萨薩葱蔥蒋蔣蓝藍蓟薊蔷薔蔼藹蕴蘊虏虜虑慮虚虛虽雖虾蝦\
    蚀蝕蚁蟻蚂螞蛊蠱蛮蠻蜕蛻蜗蝸蝇蠅蝉蟬衅釁衔銜补補衬襯袄襖袜襪袭襲装裝裤褲见見观觀规規觅覓视視览覽觉覺\
    誉譽誊謄计計订訂讣訃认認讥譏讨討让讓讫訖训訓议議讯訊记記讲講讳諱讶訝许許讹訛论論讼訟讽諷设設访訪诀訣\
    证証证證评評诅詛识識诈詐诉訴诊診词詞译譯试試诗詩诚誠诛誅话話诞誕诡詭询詢诣詣该該详詳诧詫诫誡诬誣语語\
    误誤诱誘诲誨说說诵誦请請诸諸诺諾读讀诽誹课課谁誰调調谅諒谆諄谈談谊誼谋謀谍諜谎謊谐諧谓謂谗讒谚諺谜謎\
    谢謝谣謠谤謗谦謙谨謹谬謬谭譚谱譜谴譴贝貝贞貞负負贡貢财財责責贤賢败敗账賬货貨质質贩販贪貪贫貧贬貶购購\
    贮貯贯貫贰貳贱賤贴貼贵貴贷貸贸貿费費贺賀贼賊贾賈贿賄赁賃赂賂赃贓资資赊賒赋賦赌賭赎贖赏賞赐賜赔賠赖賴\
    赘贅赚賺赛賽赞讚赞贊赠贈赡贍赢贏赣贛赵趙趋趨跃躍践踐踌躊踪蹤躯軀车車轧軋轨軌轩軒转轉轮輪软軟轰轟轴軸\
    轻輕载載轿轎较較辅輔辆輛辈輩辉輝辊輥辐輻辑輯输輸辕轅辖轄辗輾辙轍辞辭辩辯辫辮边邊辽遼达達迁遷过過迈邁\
    运運还還这這进進远遠违違连連迟遲迹跡迹蹟选選逊遜递遞逻邏遗遺遥遙邓鄧邮郵邹鄒邻鄰郑鄭酝醞酱醬酿釀释釋\
    鉴鑑鉴鑒针針钉釘钒釩钓釣钙鈣钝鈍钞鈔钟鍾钟鐘钠鈉钡鋇钢鋼钥鑰钦欽钧鈞钨鎢钩鉤钮鈕钱錢钳鉗钵缽钻鑽钾鉀\
    铀鈾铁鐵铂鉑铃鈴铅鉛铆鉚铜銅铝鋁铣銑铬鉻铭銘铰鉸铲剷铲鏟银銀铸鑄铺鋪链鏈销銷锁鎖锄鋤锅鍋锈鏽锋鋒锌鋅\
    锐銳锑銻错錯锚錨锡錫锣鑼锤錘锤鎚锥錐锦錦锭錠键鍵锯鋸锰錳锹鍬锻鍛镀鍍镁鎂镇鎮镊鑷镍鎳镐鎬镑鎊镜鏡镭鐳\
    镰鐮镶鑲长長门門闪閃闭閉问問闯闖闰閏闲閑闲閒间間闷悶闸閘闹鬧闺閨闻聞闽閩阀閥阁閣阂閡阅閱阎閻阐闡阑闌\
    阔闊队隊阳陽阴陰阵陣阶階际際陆陸陇隴陈陳陕陝陨隕险險随隨隐隱隶隸难難雏雛雾霧静靜韦韋韧韌韩韓韵韻页頁\
    顶頂顷頃项項顺順须須须鬚顽頑顾顧顿頓颁頒颂頌预預颅顱领領颇頗颈頸颊頰颐頤频頻颓頹颖穎颗顆题題颜顏额額\
    颠顛颤顫风風飘飄飞飛饥飢饥饑饭飯饮飲饯餞饰飾饱飽饲飼饵餌饶饒饺餃饼餅饿餓馁餒馅餡馆館馈餽馋饞馏餾馒饅\
    马馬驭馭驮馱驯馴驰馳驱驅驳駁驴驢驶駛驹駒驻駐驼駝驾駕骂罵骄驕骆駱骇駭骋騁验驗骏駿骑騎骗騙骚騷骡騾骤驟\
    鱼魚鲁魯鲍鮑鲜鮮鲤鯉鲸鯨鳃鰓鳖鱉鳞鱗鸟鳥鸡雞鸣鳴鸥鷗鸦鴉鸭鴨鸯鴦鸳鴛鸵鴕鸽鴿鸿鴻鹃鵑鹅鵝鹊鵲鹏鵬鹤鶴\
    鹰鷹麦麥黄黃齐齊齿齒龄齡龋齲龙龍龚龔龟龜";

/// Signs that are not written in simplified Chinese, where one sign stands for several.
const TRADITIONAL_ALONE: &str = "\
    後乾徵並佔佈併兒係氣祕鬥捲掛採捨紮傢勝幾復湧註週雲幹準萬裡誇遊僱劃寧構種網臺與蒐製誌趕價廠慾憐撲潔確穀範緻\
    適颳餘噸據樸機澱築錶優嶺瞭薑醜闆嚮擾櫃檯癒薦蟲豐釐離鬆壞懷簾繫臘願癢蘋觸鹹麵黨齣蠟闢灑聽曬驚體黴鬱籲\
    於瀏";

/// Signs that traditional Chinese hardly knows, and never in these texts.
const SIMPLIFIED_ALONE: &str = "\
    与优坏复据构适气极胜异网种机体听离厂价宁怀惊触虫荐岭庄确吨洁扑赶扰柜圣儿浏万几";

/// The signs of simplified Chinese that 繁體 does not have.
pub(crate) static SIMPLIFIED: LazyLock<HashSet<char>> = LazyLock::new(|| signs(0, SIMPLIFIED_ALONE));

/// The signs of traditional Chinese that 简体 does not have.
pub(crate) static TRADITIONAL: LazyLock<HashSet<char>> = LazyLock::new(|| signs(1, TRADITIONAL_ALONE));

fn signs(place: usize, alone: &str) -> HashSet<char> {
    PAIRS.chars().skip(place).step_by(2).chain(alone.chars()).collect()
}

/// Words of the mainland that readers of 繁體 stumble over, and what stands for each.
const WORDS: &str = "
    信息 資訊，質量 品質，水平 水準，文件 檔案，文本 文字，保存 儲存，打印 列印，默認 預設，缺省 預設，設置 設定，屏幕 螢幕
    界面 介面，鏈接 連結，模板 範本，示例 範例，導入 匯入，導出 匯出，程序 程式，軟件 軟體，硬件 硬體，網絡 網路，用戶 使用者，登錄 登入
    單元格 儲存格，字符 字元，字段 欄位，列表 清單，菜單 選單，粘貼 貼上，剪貼板 剪貼簿，替換 取代，回收站 資源回收筒，標籤頁 分頁
    添加 新增，加載 載入，激活 啟用，內存 記憶體，緩存 快取，磁盤 磁碟，光標 游標，鼠標 滑鼠，快捷鍵 快速鍵，視頻 影片，窗口 視窗
    選中 選取，響應 回應，反饋 回饋，變量 變數，算法 計算方式，運算符 運算子，組件 元件，部件 元件，聯繫 連結，當前 目前，打開 開啟
    撤銷 復原，查看 檢視，查找 尋找，點擊 點選，恢復 還原，標識 識別碼，缺失 缺漏，徹底刪除 永久刪除，錄入 輸入，日誌 記錄，批量 批次
    電子表格 試算表，二維碼 QR 碼，新建 建立，患者 病人，客戶 顧客，封頂 上限，保底 下限，責任人 負責人，插值 內插
    標杆 標竿，標桿 標竿，最優 最佳，較優 較佳，目標完成率 目標達成率，在崗 在職，上崗 在職，合同 合約，增長 成長，核查 查核，運營 營運
    投訴 申訴，隨訪 追蹤，醫患 醫病，科研 研究，機時 時數，時長 時數，入徑 納入臨床路徑，藥佔比 藥費佔比，耗佔比 耗材佔比
    工資 薪資，梗死 梗塞，秩相關 等級相關，極差 全距，滯後 落後，反結帳 取消結帳，校驗碼 檢核碼，簽字 簽名，財政年度 會計年度
    分值 配分，上浮 調升，季度 季";

struct Text {
    place: String,
    hans: String,
    hant: String,
}

fn text(place: &str, hans: &str, hant: &str) -> Text {
    Text { place: place.to_owned(), hans: hans.to_owned(), hant: hant.to_owned() }
}

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the program")
}

/// What stands between quotes.
fn quoted(source: &str) -> Vec<&str> {
    source.split('"').skip(1).step_by(2).collect()
}

/// What is on the screen and in spreadsheets.
fn of_the_screen() -> Vec<Text> {
    let both = [Language::SimplifiedChinese, Language::TraditionalChinese].map(|language| {
        let mut all = texts(language);
        all.extend(sheet_words(language).all());
        all
    });
    let [hans, hant] = both;
    hans.into_iter().zip(hant).map(|((name, hans), (_, hant))| text(name, hans, hant)).collect()
}

/// What templates and the sample hospital bring along.
fn of_the_templates() -> Vec<Text> {
    let files =
        fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/templates")).expect("templates");
    let mut found = Vec::new();
    for path in files.map(|file| file.expect("a file").path()) {
        let source = fs::read_to_string(&path).expect("a template");
        let place = path.file_name().expect("a name").to_string_lossy().into_owned();
        for piece in source.split("\"zh-Hans\":").skip(1) {
            let parts = quoted(piece);
            assert_eq!(parts[1], "zh-Hant", "{place}");
            found.push(text(&place, parts[0], parts[2]));
        }
        for call in source.split(" translated(\"").chain(source.split("(translated(\"")).skip(1) {
            if let [_, hans, _, hant, ..] = call.split('"').collect::<Vec<_>>()[..] {
                found.push(text(&place, hans, hant));
            }
        }
    }
    found
}

/// What the page says before the program runs, and when it cannot.
fn of_the_start() -> Vec<Text> {
    let script = read("src/ui/browser/start.js");
    let (_, after) = script.split_once("const TEXTS = {").expect("the texts");
    let (list, _) = after.split_once("\n};").expect("their end");
    let mut found: Vec<Text> =
        quoted(list).chunks(3).map(|three| text("start.js", three[1], three[2])).collect();
    let page = read("index.html");
    let said = |language: &str| -> Vec<String> {
        let mark = format!("<p lang=\"{language}\">");
        page.split(&mark).skip(1).map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect()
    };
    let both = said("zh-Hans").into_iter().zip(said("zh-Hant"));
    found.extend(both.map(|(hans, hant)| text("index.html", &hans, &hant)));
    found
}

fn all() -> Vec<Text> {
    let lists = [of_the_screen(), of_the_templates(), of_the_start()];
    let [screen, templates, start] = lists.each_ref().map(Vec::len);
    assert!(screen > 1_200 && templates > 300 && start > 10, "{screen} {templates} {start}");
    lists.into_iter().flatten().collect()
}

/// Without titles of documents, which are as their authors wrote them.
fn without_titles(text: &str) -> String {
    text.split('《').map(|part| part.split_once('》').map_or(part, |(_, after)| after)).collect()
}

/// The words of [`WORDS`] in a text, each with what stands for it.
fn foreign(text: &str) -> Vec<&'static str> {
    let text = without_titles(text);
    let rows = WORDS.split(['，', '\n']).map(str::trim).filter(|row| !row.is_empty());
    rows.filter(|row| row.split_once(' ').is_some_and(|(word, _)| text.contains(word))).collect()
}

#[test]
fn no_text_has_signs_of_the_other_script() {
    let strangers =
        |text: &str, signs: &HashSet<char>| text.chars().filter(|c| signs.contains(c)).collect::<String>();
    for Text { place, hans, hant } in all() {
        assert_eq!(strangers(&hans, &TRADITIONAL), "", "{place}: {hans}");
        assert_eq!(strangers(&hant, &SIMPLIFIED), "", "{place}: {hant}");
    }
}

#[test]
fn no_traditional_text_has_words_of_the_mainland() {
    let all = all();
    let found: Vec<_> =
        all.iter().map(|text| (foreign(&text.hant), text)).filter(|(words, _)| !words.is_empty()).collect();
    let said: Vec<String> =
        found.iter().map(|(words, text)| format!("{}: {} {words:?}", text.place, text.hant)).collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn each_script_has_its_own_quotation_marks() {
    for Text { place, hans, hant } in all() {
        assert!(!hans.contains(['「', '」']), "{place}: {hans}");
        assert!(!hant.contains(['“', '”', '"']), "{place}: {hant}");
    }
}

#[test]
fn the_lists_bite() {
    assert!(SIMPLIFIED.is_disjoint(&TRADITIONAL) && SIMPLIFIED.len() > 1_000 && TRADITIONAL.len() > 1_000);
    assert!("计录与".chars().all(|c| SIMPLIFIED.contains(&c)));
    assert!("計錄後".chars().all(|c| TRADITIONAL.contains(&c)));
    assert_eq!(foreign("缺失的患者"), ["缺失 缺漏", "患者 病人"]);
    assert_eq!(foreign("《服務質量》示例"), ["示例 範例"]);
}
